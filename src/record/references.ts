import { nearest } from "../checks/nearest.ts";
import type { Finding } from "../findings/finding.ts";
import type { Cycle } from "../schemas/cycle.ts";
import type { Decision } from "../schemas/decision.ts";
import type { Minutes } from "../schemas/minutes.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import { findingIn, type Located } from "./located.ts";
import { missingStep } from "./ruleset-fields.ts";

export type Documents = {
  readonly minutes: readonly Located<Minutes>[];
  readonly cycles: readonly Located<Cycle>[];
  readonly rulesets: readonly Located<Ruleset>[];
  /** Kinds of which a document could not be read: what it would hold is not told as missing. */
  readonly unread: ReadonlySet<string>;
};

type Kind = "decision" | "ruleset" | "cycle" | "track";
type Known = Readonly<Record<Kind, readonly string[]>> & {
  readonly rulesetById: ReadonlyMap<string, Ruleset>;
  readonly unread: ReadonlySet<string>;
};

function knownIn({ minutes, cycles, rulesets, unread }: Documents): Known {
  const tracks = rulesets.flatMap(({ value }) => value.tracks.map(({ id }) => id));
  return {
    decision: minutes.flatMap(({ value }) => value.decisions.map(({ id }) => id)),
    ruleset: rulesets.map(({ value }) => value.id),
    cycle: cycles.map(({ value }) => value.id),
    track: [...new Set(tracks)],
    rulesetById: new Map(rulesets.map(({ value }) => [value.id, value])),
    unread,
  };
}

/** Whatever one document of the record calls by its id has to exist. */
export function brokenReferences(documents: Documents): Finding[] {
  const known = knownIn(documents);
  return [
    ...documents.minutes.flatMap((one) => inMinutes(one, known)),
    ...documents.cycles.flatMap((one) =>
      one.value.baseline_calls.flatMap(({ decision }, index) =>
        decision === null
          ? []
          : unknown(one, ["baseline_calls", index, "decision"], "decision", decision, known),
      ),
    ),
    ...documents.rulesets.flatMap((one) => [
      ...unknown(one, ["cycle"], "cycle", one.value.cycle, known),
      ...each(one, ["decisions"], "decision", one.value.decisions, known),
    ]),
  ];
}

function unknown(
  one: Located<unknown>,
  path: readonly PropertyKey[],
  kind: Kind,
  id: string,
  known: Known,
): Finding[] {
  if (known[kind].includes(id) || known.unread.has(kind)) return [];
  const args = { kind, id, known: known[kind], nearest: nearest(id, known[kind]) };
  return [findingIn(one, path, "record-reference", args)];
}

const each = (
  one: Located<unknown>,
  path: readonly PropertyKey[],
  kind: Kind,
  ids: readonly string[],
  known: Known,
) => ids.flatMap((id, index) => unknown(one, [...path, index], kind, id, known));

function inMinutes(one: Located<Minutes>, known: Known): Finding[] {
  return [
    ...unknown(one, ["cycle"], "cycle", one.value.cycle, known),
    ...one.value.decisions.flatMap((decision, index) => inDecision(one, index, decision, known)),
  ];
}

function inDecision(
  one: Located<Minutes>,
  index: number,
  decision: Decision,
  known: Known,
): Finding[] {
  const at = ["decisions", index];
  return [
    ...each(one, [...at, "amends"], "decision", decision.amends, known),
    ...each(one, [...at, "rulesets"], "ruleset", decision.rulesets, known),
    ...each(one, [...at, "tracks"], "track", decision.tracks, known),
    ...decision.changes.flatMap(({ ruleset: id, field }, change) => {
      const ruleset = known.rulesetById.get(id);
      const place = [...at, "changes", change];
      if (!ruleset) return unknown(one, [...place, "ruleset"], "ruleset", id, known);
      const missing = missingStep(ruleset, field);
      if (missing === null) return [];
      const fields = missing.known.map((step) => `${missing.before}${step}`);
      const args = {
        kind: `field of ${id}`,
        id: field,
        known: fields,
        nearest: nearest(field, fields),
      };
      return [findingIn(one, [...place, "field"], "record-reference", args)];
    }),
  ];
}
