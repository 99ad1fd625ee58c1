import type { RulesBook } from "./contest.ts";
import { exactMean } from "./exact.ts";
import { byMoment, endOfDay } from "./moment.ts";
import { openedAt } from "./opened.ts";
import { countedRuns, distinctRuns } from "./time-to-target.ts";
import type { Reference } from "./timing.ts";
import type { ContentTree, Entry } from "./types.ts";

/**
 * The times that baselines are held against: the mean in the logs of the entry that was re-run, for
 * an entry of the same ruleset and hardware class that was open by then. Logs never change, so neither do these.
 */
export function referencesOf(tree: ContentTree, rulesOf: RulesBook): (entry: Entry) => Reference {
  const named = new Set(
    tree.entries.flatMap(({ rulings }) =>
      (rulings?.timings ?? []).flatMap(({ baseline }) => baseline?.submission ?? []),
    ),
  );
  const known = new Map<string, { entry: Entry; seconds: number | null }>();
  for (const entry of named.size === 0 ? [] : tree.entries) {
    const rules = rulesOf(entry.ruleset, entry.result.track);
    if (!named.has(entry.id) || rules === undefined) continue;
    const runs = distinctRuns(countedRuns(entry, rules));
    const seconds = exactMean(runs.map(({ run }) => run.time_to_target_seconds));
    known.set(entry.id, { entry, seconds });
  }
  return (entry) => (submission, day) => {
    const found = known.get(submission);
    if (found === undefined || submission === entry.id) return null;
    const comparable =
      byMoment(openedAt(found.entry), endOfDay(day)) <= 0 &&
      found.entry.ruleset === entry.ruleset &&
      found.entry.result.hardware.class === entry.result.hardware.class;
    return comparable ? found.seconds : null;
  };
}
