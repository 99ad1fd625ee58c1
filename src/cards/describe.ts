import { contests, contestsOf, type HeldContest, latestOf } from "../components/home/contests.ts";
import { day, given, seconds } from "../components/numbers.ts";
import type { Registry, RegistryRecord, RegistrySubmission } from "../registry/types.ts";
import type { HardwareClass, Ruleset, Track } from "../schemas/ruleset.ts";
import { site } from "../site.ts";
import type { Card, CardHistory } from "./card.ts";
import { canDraw, oneLine } from "./typeface.ts";

/** What the cards of entries, boards and the site say. */

/** The first of some texts for which the typeface has all letters; the last where none has. */
function drawable(...texts: readonly [string, ...string[]]): string {
  const clean = texts.map(oneLine);
  return clean.find((text) => text !== "" && canDraw(text)) ?? clean.at(-1) ?? "";
}

/** "A", "A and B", "A, B and 3 others". */
export function byLine(submitters: RegistrySubmission["submitters"]): string {
  const names = submitters.map(({ name, github }) => drawable(name, github));
  const [first = "", second = ""] = names;
  if (names.length <= 2) return names.join(" and ");
  const rest = names.length - 2;
  return `${first}, ${second} and ${rest} ${rest === 1 ? "other" : "others"}`;
}

/** "FID-50K of 33 or less"; Inter, as it is cut, has no ≤. */
function goal(ruleset: Ruleset, { target }: Track): string | null {
  if (target === undefined) return null;
  const metric = ruleset.metrics.find(({ id }) => id === target.metric);
  const name = drawable(metric?.name ?? target.metric, target.metric);
  const side = metric?.direction === "max" ? "more" : "less";
  const provisional = target.provisional ? " (provisional)" : "";
  return `${name} of ${given(target.value)} or ${side}${provisional}`;
}

function aboutTime(ruleset: Ruleset, track: Track, hardware: HardwareClass): string[] {
  const target = goal(ruleset, track);
  const on = `on ${drawable(hardware.name, hardware.id)}`;
  return target === null ? [on] : [`to ${target}`, on];
}

const stepOf = (of: Pick<RegistryRecord, "opened_at" | "time_to_target_seconds">) => ({
  openedAt: of.opened_at,
  seconds: of.time_to_target_seconds,
});

function recordsOf(
  { records }: Registry,
  of: Pick<RegistrySubmission, "ruleset" | "track" | "hardware_class">,
): RegistryRecord[] {
  return records.filter(
    (record) =>
      record.ruleset === of.ruleset &&
      record.track === of.track &&
      record.hardware_class === of.hardware_class,
  );
}

function historyOf(records: readonly RegistryRecord[], marked: CardHistory["marked"]): CardHistory {
  const [first] = records;
  const caption =
    first === undefined || records.length === 1
      ? "The only record so far"
      : `${records.length} records since ${day(first.opened_at)}`;
  return { caption, steps: records.map(stepOf), marked };
}

/** The registry of a whole site, and where an entry stands in it. */
type Standing = {
  readonly entry: RegistrySubmission;
  readonly ruleset: Ruleset;
  readonly track: Track;
  readonly hardware: HardwareClass;
};

function statusOf({ entry, track }: Standing, records: readonly RegistryRecord[]): Card["status"] {
  const place = entry.rank === null ? "" : `, rank ${entry.rank}`;
  const held = records.at(-1)?.submission === entry.id;
  const since = held ? `Record since ${day(entry.opened_at)}` : `Once the record${place}`;
  const without = `${track.ranked && entry.rank !== null ? `Rank ${entry.rank}` : "Without rank"}`;
  return {
    text: `${entry.record ? since : without}, ${entry.standing}`,
    tone: held ? "record" : "plain",
  };
}

const placeOf = (ruleset: Ruleset, track: Track) =>
  `${drawable(ruleset.title, ruleset.id)} · ${drawable(track.title, track.id)}`;

/** The card of one entry. */
export function entryCard(registry: Registry, standing: Standing): Card {
  const { entry, ruleset, track, hardware } = standing;
  const records = recordsOf(registry, entry);
  const time = entry.time_to_target_seconds;
  return {
    place: placeOf(ruleset, track),
    title: drawable(entry.title, entry.id),
    by: byLine(entry.submitters),
    figure: time === null ? null : seconds(time),
    about: aboutTime(ruleset, track, hardware),
    status: statusOf(standing, records),
    history:
      time === null || records.length === 0
        ? null
        : historyOf(records, { openedAt: entry.opened_at, seconds: time }),
  };
}

/** The record that a board or the site is about, with how it came about. */
function recordCard(registry: Registry, { ruleset, track, hardware, held }: HeldContest) {
  const { record, holder } = held;
  return {
    figure: seconds(record.time_to_target_seconds),
    about: aboutTime(ruleset, track, hardware),
    status: {
      text: `Record since ${day(record.opened_at)}, ${holder.standing}`,
      tone: "record",
    },
    history: historyOf(recordsOf(registry, holder), stepOf(record)),
  } as const;
}

/** The card of one board: the newest record of its classes of hardware. */
export function boardCard(registry: Registry, ruleset: Ruleset, track: Track): Card {
  const latest = latestOf(contestsOf(registry, ruleset, track));
  const common = {
    place: drawable(ruleset.title, ruleset.id),
    title: drawable(track.title, track.id),
  };
  if (latest === undefined) {
    const target = goal(ruleset, track);
    const open = target === null ? [] : [`Target: ${target}.`];
    const about = track.ranked
      ? [...open, "No record yet."]
      : ["Entries of this track are listed, not ranked."];
    return { ...common, by: null, figure: null, about, status: null, history: null };
  }
  const { holder } = latest.held;
  const by = `${drawable(holder.title, holder.id)}, by ${byLine(holder.submitters)}`;
  return { ...common, by, ...recordCard(registry, latest) };
}

/** The card of every page that is about no entry and no board. */
export function siteCard(registry: Registry): Card {
  const latest = latestOf(contests(registry));
  const common = { title: site.question, by: null };
  if (latest === undefined) {
    const about = ["Open rules, checked claims, public records."];
    return { ...common, place: "", figure: null, about, status: null, history: null };
  }
  const place = `Latest record · ${placeOf(latest.ruleset, latest.track)}`;
  return { ...common, place, ...recordCard(registry, latest) };
}
