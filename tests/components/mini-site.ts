import { fileURLToPath } from "node:url";
import { type RunView, runView } from "../../src/components/run/view.ts";
import { readContent } from "../../src/content-tree/read-content.ts";
import { buildRegistry } from "../../src/registry/index.ts";
import type { Entry } from "../../src/registry/types.ts";
import type { Ruling } from "../../src/schemas/rulings.ts";

/** The miniature content tree, as the pages see it. */
export const tree = await readContent(fileURLToPath(new URL("../fixtures/mini", import.meta.url)));
export const registry = buildRegistry(tree);

export const ids = {
  first: "2026-02-01-first-light",
  record: "2026-02-08-fewer-steps",
  claimed: "2026-02-10-not-measured-yet",
  refuted: "2026-02-12-too-good",
  unranked: "2026-02-14-just-for-show",
} as const;

/** The view of an entry, after a change to it where one is given. */
export function viewOf(id: string, change: (entry: Entry) => Entry = (entry) => entry): RunView {
  const entries = tree.entries.map((entry) => (entry.id === id ? change(entry) : entry));
  const changed = { ...tree, entries };
  const view = runView(changed, buildRegistry(changed), id);
  if (view === null) throw new Error(`${id} is not in the miniature tree`);
  return view;
}

/** The same entry with one more ruling. */
export const ruled =
  (decision: Ruling["decision"], reason: string) =>
  (entry: Entry): Entry => ({
    ...entry,
    rulings: {
      ...entry.rulings,
      rulings: [
        ...(entry.rulings?.rulings ?? []),
        {
          decision,
          reason,
          date: "2026-03-01",
          ruleset: entry.ruleset,
          clauses: ["C-1"],
          techniques: [],
          by: ["a reviewer"],
          recused: [],
          link: null,
        },
      ],
    },
  });
