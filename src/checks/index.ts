import { type Finding, finding, inOrder, isError } from "../findings/finding.ts";
import { architecture } from "./architecture.ts";
import { artifactHosts } from "./artifact-hosts.ts";
import { batch } from "./batch.ts";
import { blanks } from "./blanks.ts";
import { claims } from "./claims.ts";
import { clock } from "./clock.ts";
import { document } from "./document.ts";
import { evaluations } from "./evaluations.ts";
import { withExceptions } from "./exceptions.ts";
import { fileNames } from "./file-names.ts";
import { files } from "./files.ts";
import { folderName } from "./folder-name.ts";
import { license } from "./license.ts";
import { logs } from "./logs.ts";
import { loss } from "./loss.ts";
import { neighbours } from "./neighbours.ts";
import { plausible } from "./plausible.ts";
import { readable } from "./readable.ts";
import { rulesNamed } from "./rules-named.ts";
import { runs } from "./runs.ts";
import { samples } from "./samples.ts";
import { schema } from "./schema.ts";
import { raised } from "./severity.ts";
import { type Case, type Submission, type Surroundings, textAt } from "./submission.ts";
import { undeclaredModules } from "./undeclared-modules.ts";

/** Every rule, in no particular order: each looks at the whole case and at nothing else. */
export const checks: readonly ((one: Case) => Finding[])[] = [
  document,
  readable,
  rulesNamed,
  schema,
  blanks,
  folderName,
  files,
  fileNames,
  logs,
  clock,
  loss,
  evaluations,
  claims,
  runs,
  samples,
  plausible,
  batch,
  architecture,
  undeclaredModules,
  license,
  artifactHosts,
  neighbours,
];

/** Finds the rules that a submission names. */
export function caseOf(submission: Submission, surroundings: Surroundings): Case {
  const value = submission.result?.value;
  const named = { ruleset: textAt(value, "ruleset"), track: textAt(value, "track") };
  const ruleset = surroundings.rulesets.find(({ id }) => id === named.ruleset) ?? null;
  const track = ruleset?.tracks.find(({ id }) => id === named.track) ?? null;
  return { submission, surroundings, ruleset, track };
}

/**
 * Everything there is to say about a submission: all findings of all rules, in the order of files
 * and lines. Pure: the same value gives the same findings, in Node and in a browser.
 */
export function checkSubmission(submission: Submission, surroundings: Surroundings): Finding[] {
  if (submission.crowded !== undefined) {
    // Nothing was read: that everything is missing would be noise.
    return [finding("folder-crowded", { file: "." }, { limit: submission.crowded })];
  }
  const one = caseOf(submission, surroundings);
  const findings = checks.flatMap((check) => check(one));
  // A blank is told as a blank; that it is also of the wrong form would be noise.
  const blank = new Set(
    findings.filter(({ code }) => code === "blank-left").map(({ pointer }) => pointer),
  );
  const told = findings.filter(({ code, pointer }) => code === "blank-left" || !blank.has(pointer));
  const weighed = raised(told, one.ruleset);
  return inOrder(withExceptions(weighed, submission.exceptions ?? []));
}

export const isAccepted = (findings: readonly Finding[]): boolean => !findings.some(isError);
