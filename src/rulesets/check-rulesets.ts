import { nearest } from "../checks/nearest.ts";
import { type Finding, finding } from "../findings/finding.ts";
import { findingIn } from "../record/located.ts";
import type { Entry } from "../registry/types.ts";
import { type Frozen, frozenFiles } from "../schemas/frozen.ts";
import { digestsOf } from "./freeze.ts";
import type { ReadRulebook, Rulebook } from "./types.ts";

const FROZEN = "rulesets/frozen.json";

/**
 * What the rulesets of a tree have to say of themselves: nothing published was edited, clauses hold.
 * Those that are there and cannot be read (`unread`) are told elsewhere.
 */
export function checkRulesets(
  books: readonly ReadRulebook[],
  frozen: Frozen,
  unread: ReadonlySet<string>,
): Finding[] {
  const known = new Map(books.map((book) => [book.ruleset.id, book]));
  const gone = Object.keys(frozen)
    .filter((id) => !unread.has(id) && (known.get(id)?.ruleset.status ?? "draft") === "draft")
    .map((ruleset) => finding("ruleset-gone", { file: FROZEN }, { ruleset }));
  return [...gone, ...books.flatMap((book) => [...edits(book, frozen), ...clauseProblems(book)])];
}

function edits({ ruleset: { id, status }, texts }: ReadRulebook, frozen: Frozen): Finding[] {
  if (status === "draft") return [];
  const published = frozen[id];
  if (published === undefined) {
    const file = `rulesets/${id}/ruleset.yaml`;
    return [finding("ruleset-not-frozen", { file }, { ruleset: id, status })];
  }
  const now = digestsOf(texts);
  return frozenFiles
    .filter((file) => now[file] !== published[file])
    .map((file) =>
      finding("ruleset-changed", { file: `rulesets/${id}/${file}` }, { ruleset: id, file }),
    );
}

function clauseProblems({ ruleset: { id }, clauses, located }: ReadRulebook): Finding[] {
  const first = new Map<string, number>();
  const twice: Finding[] = [];
  for (const { id: clause, line } of clauses) {
    const before = first.get(clause);
    if (before === undefined) first.set(clause, line);
    else {
      const place = { file: `rulesets/${id}/index.mdx`, line, column: 1 };
      twice.push(finding("clause-twice", place, { ruleset: id, clause, first: before }));
    }
  }
  if (located === null) return twice;
  const unknown = located.value.examples.flatMap(({ clause }, index) =>
    first.has(clause)
      ? []
      : [
          findingIn(located, ["examples", index, "clause"], "clause-unknown", {
            ruleset: id,
            clause,
            nearest: nearest(clause, [...first.keys()]),
          }),
        ],
  );
  return [...twice, ...unknown];
}

/** Digests that differ from those of the branch a change is merged into: that list only grows. */
export const thawed = (base: Frozen, now: Frozen): Finding[] =>
  Object.entries(base)
    .filter(([id, digests]) => frozenFiles.some((file) => now[id]?.[file] !== digests[file]))
    .map(([ruleset]) => finding("ruleset-thawed", { file: FROZEN }, { ruleset }));

/** Clauses that rulings cite and that their ruleset does not have. */
export function unknownClauses(entries: readonly Entry[], books: readonly Rulebook[]): Finding[] {
  const clauses = new Map(books.map((book) => [book.ruleset.id, book.clauses.map(({ id }) => id)]));
  return entries.flatMap(({ path, rulings }) =>
    (rulings?.rulings ?? []).flatMap(({ ruleset, clauses: cited }) =>
      cited
        .filter((clause) => !clauses.get(ruleset)?.includes(clause))
        .map((clause) =>
          finding(
            "clause-unknown",
            { file: `${path}/rulings.yaml` },
            { ruleset, clause, nearest: nearest(clause, clauses.get(ruleset) ?? []) },
          ),
        ),
    ),
  );
}
