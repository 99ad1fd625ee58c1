import type { Ruleset } from "../schemas/ruleset.ts";
import { identityOf, stateOf } from "./candidate.ts";
import { type Compared, compare } from "./compare.ts";
import type { DerivedEntry } from "./index.ts";
import type { Entered } from "./ledger/ledger.ts";
import { byCodePoint } from "./order.ts";
import type { Registry } from "./types.ts";

/**
 * What one entry brings to the registry, for those who only write it: what comparisons look at as
 * values, all the rest as text that is not read again.
 */
export type WrittenEntry = {
  readonly compared: Compared;
  readonly entered: readonly Entered[];
  /** Its fields in the published registry, up to those of its place. */
  readonly text: string;
};

/** Of "submissions" in the registry. */
const ENTRY_DEPTH = 2;

/** Two-space JSON, as it stands so many levels deep in a document. */
const jsonAt = (depth: number, value: unknown) =>
  JSON.stringify(value, null, 2).replaceAll("\n", `\n${"  ".repeat(depth)}`);

/** The fields of an object, without its braces. */
const fieldsAt = (depth: number, value: object) =>
  jsonAt(depth, value).slice(1).trimEnd().slice(0, -1).trimEnd();

/** Writes down what an entry brings. */
export function written({ submission, entered }: DerivedEntry): WrittenEntry {
  const { based_on } = submission;
  return {
    compared: { ...identityOf(submission), ...stateOf(submission), based_on },
    entered,
    text: fieldsAt(ENTRY_DEPTH, submission),
  };
}

/**
 * The registry as published: two-space JSON of what `buildRegistry` gives, with a final line feed. In
 * pieces, as one text of tens of thousands of entries is slow to put together.
 */
export function* registryText(
  all: readonly Ruleset[],
  entries: readonly WrittenEntry[],
): Generator<string> {
  const rulesets = all.toSorted((a, b) => byCodePoint(a.id, b.id));
  const listed = entries.toSorted((a, b) => byCodePoint(a.compared.id, b.compared.id));
  const { placementOf, records, fallen } = compare(
    rulesets,
    listed.map(({ compared }) => compared),
    entries.flatMap(({ entered }) => entered),
  );
  // The entries are written already: they go between the fields before and after them.
  yield `{${fieldsAt(0, { version: 1, rulesets } satisfies Partial<Registry>)},\n  "submissions": [`;
  let between = "\n";
  for (const { compared, text } of listed) {
    yield `${between}    {${text},${fieldsAt(ENTRY_DEPTH, placementOf(compared.id))}\n    }`;
    between = ",\n";
  }
  yield listed.length === 0 ? "]," : "\n  ],";
  yield `${fieldsAt(0, { records, fallen } satisfies Partial<Registry>)}\n}\n`;
}
