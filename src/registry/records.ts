import type { Ruleset } from "../schemas/ruleset.ts";
import { byCodePoint } from "./order.ts";
import { isTrusted, requiredTrust } from "./standing.ts";
import type { RegistryRecord, RegistrySubmission } from "./types.ts";

/** A contest: entries that are compared with each other and with no others. */
const contestOf = (entry: RegistrySubmission) =>
  JSON.stringify([entry.ruleset, entry.track, entry.hardware_class]);

/** Entries that may hold a place: trusted enough, on a ranked track, with a time. */
function eligible(submissions: readonly RegistrySubmission[], rulesets: readonly Ruleset[]) {
  return submissions.filter((entry) => {
    const ruleset = rulesets.find((candidate) => candidate.id === entry.ruleset);
    const track = ruleset?.tracks.find((candidate) => candidate.id === entry.track);
    if (!ruleset || !track?.ranked || entry.time_to_target_seconds === null) return false;
    return isTrusted(entry.standing, requiredTrust(ruleset, track));
  });
}

/** Places by time to target within each contest; equal times share a place, the earlier first. */
function ranks(contest: readonly RegistrySubmission[]): Map<string, number> {
  const ordered = contest.toSorted(
    (a, b) =>
      (a.time_to_target_seconds ?? 0) - (b.time_to_target_seconds ?? 0) ||
      byCodePoint(a.opened_at, b.opened_at) ||
      byCodePoint(a.id, b.id),
  );
  const places = new Map<string, number>();
  ordered.forEach((entry, index) => {
    const before = ordered[index - 1];
    const tied = before?.time_to_target_seconds === entry.time_to_target_seconds;
    places.set(entry.id, tied && before ? (places.get(before.id) ?? index + 1) : index + 1);
  });
  return places;
}

/** The record history of one contest, in the order in which the pull requests were opened. */
function history(contest: readonly RegistrySubmission[], margin: number): RegistryRecord[] {
  const opened = contest.toSorted(
    (a, b) => byCodePoint(a.opened_at, b.opened_at) || byCodePoint(a.id, b.id),
  );
  const records: RegistryRecord[] = [];
  for (const entry of opened) {
    const time = entry.time_to_target_seconds;
    const best = records.at(-1);
    if (time === null) continue;
    if (best && !(time < best.time_to_target_seconds * (1 - margin))) continue;
    records.push({
      ruleset: entry.ruleset,
      track: entry.track,
      hardware_class: entry.hardware_class,
      submission: entry.id,
      opened_at: entry.opened_at,
      date: entry.date,
      time_to_target_seconds: time,
      previous: best?.submission ?? null,
      gain_relative: best
        ? Number(((best.time_to_target_seconds - time) / best.time_to_target_seconds).toFixed(6))
        : null,
    });
  }
  return records;
}

/** Ranks and record histories of all contests; entries that hold no place keep `rank: null`. */
export function rankAll(
  submissions: readonly RegistrySubmission[],
  rulesets: readonly Ruleset[],
): { submissions: RegistrySubmission[]; records: RegistryRecord[] } {
  const contests = Map.groupBy(eligible(submissions, rulesets), contestOf);
  const places = new Map<string, number>();
  const records: RegistryRecord[] = [];
  for (const key of [...contests.keys()].sort(byCodePoint)) {
    const contest = contests.get(key) ?? [];
    const margin =
      rulesets.find((ruleset) => ruleset.id === contest[0]?.ruleset)?.record.margin_relative ?? 0;
    for (const [id, place] of ranks(contest)) places.set(id, place);
    records.push(...history(contest, margin));
  }
  const holders = new Set(records.map((record) => record.submission));
  return {
    submissions: submissions.map((entry) => ({
      ...entry,
      rank: places.get(entry.id) ?? null,
      record: holders.has(entry.id),
    })),
    records,
  };
}
