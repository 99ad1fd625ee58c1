import type { Ruleset } from "../schemas/ruleset.ts";
import { beatsByMargin } from "./exact.ts";
import { byOpening } from "./moment.ts";
import { pBelowShare, published, type Sample } from "./statistics/student.ts";
import type { Candidate, RegistryRecord } from "./types.ts";

const sampleOf = ({ ranked_by: { value: mean, sd, runs: n } }: Candidate): Sample | null =>
  mean === null || sd === null || n < 2 ? null : { n, mean, sd };

/** p for "faster than the other by more than the margin"; null with fewer than two runs in either. */
export function pFaster(entry: Candidate, than: Candidate, { record }: Ruleset): number | null {
  const [own, other] = [sampleOf(entry), sampleOf(than)];
  return own && other && published(pBelowShare(own, other, 1 - record.margin_relative));
}

/** True where an entry may follow a record: beyond the margin, and significantly where that is asked. */
export function follows(entry: Candidate, best: Candidate, ruleset: Ruleset): boolean {
  const [value, before] = [entry.ranked_by.value, best.ranked_by.value];
  if (value === null || before === null) return false;
  if (!beatsByMargin(value, before, ruleset.record.margin_relative)) return false;
  const asked = ruleset.record.significance;
  if (asked === undefined) return true;
  const p = pFaster(entry, best, ruleset);
  return p !== null && p < asked.alpha;
}

/** The record of an entry that follows another, or is the first. */
export function recordOf(
  entry: Candidate,
  best: Candidate | null,
  ruleset: Ruleset,
): RegistryRecord {
  const value = entry.ranked_by.value ?? 0;
  const before = best?.ranked_by.value ?? null;
  return {
    ruleset: entry.ruleset,
    track: entry.track,
    hardware_class: entry.hardware_class,
    submission: entry.id,
    opened_at: entry.opened_at,
    date: entry.date,
    time_to_target_seconds: entry.time_to_target_seconds ?? 0,
    previous: best?.id ?? null,
    gain_relative: before === null ? null : Number(((before - value) / before).toFixed(6)),
    p_faster: best === null ? null : pFaster(entry, best, ruleset),
  };
}

/** The record history of one contest, in the order in which the pull requests were opened. */
export function history(contest: readonly Candidate[], ruleset: Ruleset): RegistryRecord[] {
  const records: RegistryRecord[] = [];
  let best: Candidate | null = null;
  for (const entry of contest.toSorted(byOpening)) {
    if (best !== null && !follows(entry, best, ruleset)) continue;
    records.push(recordOf(entry, best, ruleset));
    best = entry;
  }
  return records;
}
