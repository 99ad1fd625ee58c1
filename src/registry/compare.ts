import type { Ruleset } from "../schemas/ruleset.ts";
import { fallenRecords } from "./ledger/fallen.ts";
import { type Entered, ledgerEvents } from "./ledger/ledger.ts";
import { fallenAncestors } from "./lineage/fallen-ancestors.ts";
import { lineageOf } from "./lineage/graph.ts";
import { rankAll } from "./rank.ts";
import type { Candidate, Placement, Registry } from "./types.ts";

/** An entry as far as any comparison looks at it. */
export type Compared = Candidate & { readonly based_on: readonly string[] };

export type Comparison = Pick<Registry, "records" | "fallen"> & {
  readonly placementOf: (id: string) => Placement;
};

/** Compares entries with one another: places, records, and what a fallen one does to others. */
export function compare(
  rulesets: readonly Ruleset[],
  entries: readonly Compared[],
  entered: readonly Entered[],
): Comparison {
  const { places, records } = rankAll(entries, rulesets);
  const holders = new Set(records.map(({ submission }) => submission));
  const fallenOf = noticesOf(entries);
  const placementOf = (id: string): Placement => ({
    rank: places.get(id)?.rank ?? null,
    band: places.get(id)?.band ?? null,
    record: holders.has(id),
    fallen_ancestor: fallenOf(id),
  });
  return { placementOf, records, fallen: fallenRecords(ledgerEvents(entered, rulesets)) };
}

/** Which entries build on one that fell. */
function noticesOf(entries: readonly Compared[]) {
  const standings = new Map(entries.map(({ id, standing }) => [id, standing]));
  const found = fallenAncestors(lineageOf(entries), (id) => standings.get(id));
  return (id: string): Placement["fallen_ancestor"] => {
    const ancestor = found.get(id);
    const standing = ancestor === undefined ? undefined : standings.get(ancestor);
    return ancestor === undefined || standing === undefined ? null : { id: ancestor, standing };
  };
}
