import type { Ruleset, Track } from "../schemas/ruleset.ts";
import { filesDigest } from "./digest.ts";
import { byCodePoint } from "./order.ts";
import { rankAll } from "./records.ts";
import { standingOf } from "./standing.ts";
import {
  entryMetrics,
  meanOfAll,
  registryRuns,
  roundMicro,
  sampleDeviation,
} from "./time-to-target.ts";
import type { ContentTree, Entry, Registry, RegistrySubmission } from "./types.ts";

const SECONDS_PER_HOUR = 3600;
const orNull = (value: number | null, round: (known: number) => number) =>
  value === null ? null : round(value);

/** When the pull request was opened: as reviewers wrote it, else as it was signed, else its day. */
const openedAt = ({ rulings, verification, result }: Entry): string =>
  rulings?.pull_request?.opened_at ??
  verification?.pull_request?.opened_at ??
  `${result.date}T00:00:00Z`;

function submission(entry: Entry, ruleset: Ruleset, track: Track): RegistrySubmission {
  const { result } = entry;
  const runs = registryRuns(entry, ruleset, track);
  const times = runs.map((run) => run.time_to_target_seconds);
  const time = meanOfAll(times);
  const deviceHours = time === null ? null : (time * result.hardware.count) / SECONDS_PER_HOUR;
  const price = result.hardware.usd_per_hour;
  return {
    id: entry.id,
    ruleset: ruleset.id,
    track: track.id,
    title: result.title,
    date: result.date,
    opened_at: openedAt(entry),
    submitters: result.submitters.map(({ name, github }) => ({ name, github })),
    standing: standingOf(entry, track),
    time_to_target_seconds: orNull(time, roundMicro),
    time_to_target_sd_seconds: orNull(sampleDeviation(times), roundMicro),
    samples_to_target: orNull(meanOfAll(runs.map((run) => run.samples_to_target)), Math.round),
    gpu_hours_to_target: orNull(deviceHours, (hours) => Number(hours.toPrecision(9))),
    cost_to_target_usd:
      deviceHours === null || price === undefined
        ? null
        : Number((deviceHours * price).toPrecision(9)),
    ...entryMetrics(runs),
    parameters: result.model.parameters,
    hardware_class: result.hardware.class,
    rank: null,
    record: false,
    based_on: result.based_on ?? [],
    runs,
    digest: filesDigest(entry.files),
  };
}

/**
 * The registry of a content tree: standings, ranks and records, all derived. The same tree gives
 * the same bytes anywhere: nothing here reads a clock, a locale or the order of files on disk.
 */
export function buildRegistry(tree: ContentTree): Registry {
  const rulesets = tree.rulesets.toSorted((a, b) => byCodePoint(a.id, b.id));
  const entries = tree.entries.toSorted((a, b) => byCodePoint(a.id, b.id));
  const listed = entries.flatMap((entry) => {
    const ruleset = rulesets.find((candidate) => candidate.id === entry.ruleset);
    const track = ruleset?.tracks.find((candidate) => candidate.id === entry.result.track);
    return ruleset && track ? [submission(entry, ruleset, track)] : [];
  });
  return { version: 1, rulesets, ...rankAll(listed, rulesets) };
}

/** The registry as published: two-space JSON with a final line feed. */
export const registryJson = (registry: Registry): string =>
  `${JSON.stringify(registry, null, 2)}\n`;
