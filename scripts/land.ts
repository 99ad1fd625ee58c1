import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { foldersIn } from "../src/content-tree/folder.ts";
import { type CommitFile, commitOnBranch, headOf } from "../src/github/branches.ts";
import type { GitHub } from "../src/github/client.ts";
import { keepComment } from "../src/github/comments.ts";
import { keepLabel } from "../src/github/labels.ts";
import { readPullRequest } from "../src/github/pull-requests.ts";
import { setStatus, statusNames } from "../src/github/statuses.ts";
import { isPicture, outdatedPictures } from "../src/measurement/pictures.ts";
import {
  MEASUREMENT_MARKER,
  measurementComment,
} from "../src/pull-requests/measurement-comment.ts";
import { queue, queueLabels } from "../src/pull-requests/queue.ts";
import type { Admission } from "../src/schemas/admission.ts";
import { type Verification, verificationSchema } from "../src/schemas/verification.ts";
import { withGitHub } from "./github.ts";
import { type Io, Misuse } from "./io.ts";
import { submittedFiles } from "./land/submitted-files.ts";
import { readAdmission } from "./read-admission.ts";

/** What the signing job leaves: the kernel's answer, its signature, the sheets. */
const isLanded = (name: string) =>
  ["verification.json", "verification.sigstore.json"].includes(name) || isPicture(name);

type Measurement = {
  readonly admission: Admission;
  readonly verification: Verification | null;
  readonly files: readonly CommitFile[];
};

/**
 * `land --admissions DIR --sealed DIR [--run-url URL]`: says what was measured on the pull requests
 * and puts entry, measurement and signature together on a branch, from which a maintainer
 * opens the pull request that lands them. Exit 0: said. 1: something was not measured.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      admissions: { type: "string" },
      sealed: { type: "string" },
      "run-url": { type: "string" },
    },
  });
  if (values.admissions === undefined || values.sealed === undefined) {
    throw new Misuse("land needs --admissions DIR and --sealed DIR.");
  }
  const [admissions, sealed] = [resolve(values.admissions), resolve(values.sealed)];
  const measurements = foldersIn(admissions).map((id) =>
    readMeasurement(join(admissions, id), join(sealed, `sealed-${id}`)),
  );
  const runUrl = values["run-url"] ?? null;
  return withGitHub(io, async (github, folder) => {
    for (const one of measurements.filter(({ admission }) => admission.pull_request)) {
      io.stdout.write(`${await onPullRequest(github, one, { runUrl, folder })}\n`);
    }
    const again = measurements.filter(({ admission }) => !admission.pull_request);
    if (again.length > 0) io.stdout.write(`${await onMain(github, again)}\n`);
    return measurements.every(({ verification }) => verification !== null) ? 0 : 1;
  });
}

function readMeasurement(admitted: string, sealed: string): Measurement {
  const { admission } = readAdmission(admitted);
  const path = join(sealed, "verification.json");
  if (!existsSync(path)) return { admission, verification: null, files: [] };
  const verification = verificationSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const names = readdirSync(sealed).filter(isLanded).toSorted();
  const at = (name: string) => `${admission.folder}/${name}`;
  const files = names.map((name) => ({ path: at(name), bytes: readFileSync(join(sealed, name)) }));
  // What the measurement before found, and this one does not, is not signed any more.
  const before = existsSync(admission.folder) ? readdirSync(admission.folder) : [];
  const gone = outdatedPictures(before, names).map((name) => ({ path: at(name), blob: null }));
  return { admission, verification, files: [...files, ...gone] };
}

const states = { confirmed: "success", refuted: "failure", inconclusive: "failure" } as const;

/** Tells one pull request, and prepares what lands it. The status comes last: it says all is said. */
async function onPullRequest(
  github: GitHub,
  { admission, verification, files }: Measurement,
  { runUrl, folder }: { runUrl: string | null; folder: string },
): Promise<string> {
  const { submission, pull_request: asked } = admission;
  if (asked === null) throw new Misuse(`${submission} was not admitted from a pull request.`);
  const { number, head_sha: commit } = asked;
  const pull = await readPullRequest(github, number);
  const isCurrent = pull.open && pull.headSha === commit;
  const branch = `verified/${submission}`;
  let landing: string | null = null;
  if (isCurrent && verification !== null) {
    const main = await headOf(github, pull.baseBranch);
    const own = await submittedFiles(github, admission.folder, commit, folder);
    await commitOnBranch(github, branch, {
      parents: [main, commit],
      files: [...own, ...files],
      message: `Measure ${submission}: ${verification.verdict}\n\nThe entry of #${number} as it was at ${commit}, with what the kernel measured.`,
    });
    landing = landingUrl(
      github,
      pull.baseBranch,
      branch,
      `${submission}: ${verification.verdict}`,
      number,
    );
  }
  const comment = measurementComment({
    submission,
    verification,
    commit,
    isCurrent,
    landing,
    runUrl,
  });
  if (pull.open) await keepComment(github, number, MEASUREMENT_MARKER, comment);
  if (isCurrent) {
    const place = verification === null ? queue.remeasure : queue.rule;
    await keepLabel(github, number, queueLabels, place.label);
  }
  await setStatus(github, commit, {
    name: statusNames.measurement,
    state: verification === null ? "error" : states[verification.verdict],
    description:
      verification === null
        ? "It did not come to an end; start it again."
        : `The kernel's verdict: ${verification.verdict}.`,
    ...(runUrl === null ? {} : { url: runUrl }),
  });
  return `#${number} ${submission}: ${verification?.verdict ?? "not measured"}${isCurrent ? "" : ", but the pull request has moved on"}`;
}

/** Entries on main that were measured again: one branch for all of them. */
async function onMain(github: GitHub, measurements: readonly Measurement[]): Promise<string> {
  const done = measurements.filter(({ verification }) => verification !== null);
  const [first] = done;
  const left = measurements.length - done.length;
  const missing = left === 0 ? "" : `; ${left} not measured: start with "stale" again`;
  if (!first) return `nothing was measured${missing}`;
  const name = done.length === 1 ? first.admission.submission : `${done.length}-entries`;
  const branch = `verified/again-${name}`;
  const title = `Measure ${done.length === 1 ? first.admission.submission : `${done.length} entries`} again`;
  await commitOnBranch(github, branch, {
    parents: [await headOf(github, "main")],
    files: done.flatMap(({ files }) => files),
    message: title,
  });
  return `${title}: ${landingUrl(github, "main", branch, title, null)}${missing}`;
}

/** GitHub's page for opening a pull request from a branch, filled in: a person opens it. */
function landingUrl(
  { webUrl }: GitHub,
  base: string,
  branch: string,
  title: string,
  number: number | null,
): string {
  const url = new URL(`${webUrl}/compare/${base}...${branch}`);
  url.searchParams.set("expand", "1");
  url.searchParams.set("title", title);
  if (number !== null)
    url.searchParams.set("body", `Lands #${number} with its signed measurement.`);
  return url.href;
}
