import { join } from "node:path";
import type { z } from "zod";
import { type Finding, finding } from "../findings/finding.ts";
import { buildRecord } from "../record/build-record.ts";
import { checkRecord } from "../record/check-record.ts";
import type { Located } from "../record/located.ts";
import type { PublicRecord } from "../record/types.ts";
import { cycleSchema } from "../schemas/cycle.ts";
import { minutesSchema } from "../schemas/minutes.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import { foldersIn, namesIn, textOf } from "./folder.ts";
import { firstProblem } from "./problem.ts";
import { frontmatterOf, YamlText } from "./yaml-text.ts";

type Read<T> = { readonly documents: Located<T>[]; readonly findings: Finding[] };

/**
 * Reads the public record of a content tree: minutes with their decisions and actions, and the
 * cycles. What cannot be read becomes a finding and is left out; `rulesets` are those of the tree.
 */
export function readRecord(
  content: string,
  rulesets: readonly Ruleset[],
): PublicRecord & { readonly findings: readonly Finding[] } {
  const minutes = readMinutes(content);
  const cycles = readCycles(content);
  const documents = {
    minutes: minutes.documents,
    cycles: cycles.documents,
    rulesets: rulesets.map((ruleset) => locatedRuleset(content, ruleset)),
    unread: new Set([
      ...(minutes.findings.length > 0 ? ["decision"] : []),
      ...(cycles.findings.length > 0 ? ["cycle"] : []),
      ...(foldersIn(join(content, "rulesets")).length > rulesets.length
        ? ["ruleset", "track"]
        : []),
    ]),
  };
  const record = buildRecord(
    minutes.documents.map(({ value }) => value),
    cycles.documents.map(({ value }) => value),
  );
  const findings = [...minutes.findings, ...cycles.findings, ...checkRecord(documents)];
  return { ...record, findings };
}

function readMinutes(content: string): Read<z.infer<typeof minutesSchema>> {
  const read = namesIn(join(content, "meetings")).map((name) => {
    const file = `meetings/${name}`;
    const day = /^(\d{4}-\d\d-\d\d)\.mdx$/.exec(name)?.[1];
    if (day === undefined) return finding("minutes-name", { file }, { name, date: null });
    const text = textOf(join(content, file));
    const yaml = text === null ? null : frontmatterOf(text);
    if (yaml === null) {
      const problem = "there is none at the beginning of the file";
      return finding("minutes-broken", { file }, { problem });
    }
    const one = taken(yaml, minutesSchema, file, "minutes-broken");
    if ("code" in one || one.value.date === day) return one;
    const args = { name, date: one.value.date };
    return finding("minutes-name", { file, ...yaml.placeOf(["date"]) }, args);
  });
  return parted(read);
}

function readCycles(content: string): Read<z.infer<typeof cycleSchema>> {
  const read = namesIn(join(content, "cycles")).map((name) => {
    const file = `cycles/${name}`;
    const broken = (problem: string, place = {}) =>
      finding("cycle-broken", { file, ...place }, { problem });
    const text = name.endsWith(".yaml") ? textOf(join(content, file)) : null;
    if (text === null) return broken("it is no <cycle>.yaml");
    const yaml = new YamlText(text);
    const one = taken(yaml, cycleSchema, file, "cycle-broken");
    if ("code" in one || `${one.value.id}.yaml` === name) return one;
    return broken(`its id is ${one.value.id}, its file ${name}`, yaml.placeOf(["id"]));
  });
  return parted(read);
}

/** A document that meets its schema, or what is wrong with it first, at its line. */
function taken<S extends z.ZodType>(
  yaml: YamlText,
  schema: S,
  file: string,
  code: "minutes-broken" | "cycle-broken",
): Located<z.infer<S>> | Finding {
  if (yaml.problem !== null) {
    return finding(code, { file, ...yaml.problem.place }, { problem: yaml.problem.words });
  }
  const checked = schema.safeParse(yaml.value);
  if (checked.success) return { value: checked.data, file, placeOf: (path) => yaml.placeOf(path) };
  const [issue] = checked.error.issues;
  const added = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const place = yaml.placeOf([...(issue?.path ?? []), ...added]);
  return finding(code, { file, ...place }, { problem: firstProblem(checked.error) });
}

function parted<T>(read: readonly (Located<T> | Finding)[]): Read<T> {
  return {
    documents: read.flatMap((one) => ("code" in one ? [] : [one])),
    findings: read.flatMap((one) => ("code" in one ? [one] : [])),
  };
}

/** A ruleset was read already; here its lines are looked up where something is to be told. */
function locatedRuleset(content: string, value: Ruleset): Located<Ruleset> {
  const file = `rulesets/${value.id}/ruleset.yaml`;
  return {
    value,
    file,
    placeOf: (path) => new YamlText(textOf(join(content, file)) ?? "").placeOf(path),
  };
}
