import type { Ruleset, Track } from "../../schemas/ruleset.ts";
import { bytes } from "../numbers.ts";
import { axes, boundText, metricName, runsText, toleranceText } from "./words.ts";

/** What going from one version to another asks of an entry. */
export type Consequence = {
  /** must: has to be done. may: need not be done any more. differs: is judged in another way. */
  readonly kind: "must" | "may" | "differs";
  readonly text: string;
};

const must = (text: string): Consequence => ({ kind: "must", text });
const may = (text: string): Consequence => ({ kind: "may", text });
const differs = (text: string): Consequence => ({ kind: "differs", text });

const added = <T>(before: readonly T[], after: readonly T[]) =>
  after.filter((one) => !before.includes(one));

/**
 * What an entry made under `from` would have to change to be entered under `to`, and what would be
 * judged in another way. Reads nothing but the data of the two versions.
 */
export function consequences(from: Ruleset, to: Ruleset): Consequence[] {
  return [
    ...ofTracks(from, to),
    ...ofStatements(from, to),
    ...ofMeasurement(from, to),
    ...ofClock(from, to),
    ...ofLimits(from, to),
  ];
}

function ofTracks(from: Ruleset, to: Ruleset): Consequence[] {
  const shared = to.tracks.flatMap((track) => {
    const before = from.tracks.find(({ id }) => id === track.id);
    return before ? [{ before, track }] : [];
  });
  if (shared.length === 0) {
    const titles = to.tracks.map(({ title }) => title).join(", ");
    return [must(`Choose a track: the two versions share none. ${to.id} has ${titles}.`)];
  }
  const gone = added(
    to.tracks.map(({ id }) => id),
    from.tracks.map(({ id }) => id),
  ).map((id) => must(`Choose another track: ${id} is not in ${to.id}.`));
  return [...gone, ...shared.flatMap(({ before, track }) => ofTrack(from, to, before, track))];
}

function ofTrack(from: Ruleset, to: Ruleset, before: Track, track: Track): Consequence[] {
  const said = (ruleset: Ruleset, { target }: Track) =>
    target === undefined ? "no target" : boundText(ruleset, target);
  const guards = (ruleset: Ruleset, one: Track) =>
    one.guards.map((guard) => boundText(ruleset, guard)).join(", ") || "none";
  const changed = (what: string, old: string, now: string) =>
    old === now ? [] : [differs(`${track.title}: ${what} ${now}, before: ${old}.`)];
  return [
    ...changed("the clock stops at", said(from, before), said(to, track)),
    ...changed("guards:", guards(from, before), guards(to, track)),
    ...added(before.requires, track.requires).map((field) =>
      must(`${track.title}: give ${field} in result.json.`),
    ),
    ...added(track.requires, before.requires).map((field) =>
      may(`${track.title}: ${field} may be left out.`),
    ),
    ...added(Object.keys(before.narrows), Object.keys(track.narrows)).map((path) =>
      must(`${track.title}: stay within the tighter limit of ${path}.`),
    ),
    ...(before.ranked === track.ranked
      ? []
      : [differs(`${track.title} is ${track.ranked ? "ranked now" : "listed, not ranked"}.`)]),
  ];
}

function ofStatements(from: Ruleset, to: Ruleset): Consequence[] {
  const changed = Object.entries(to.statements).filter(
    ([id, text]) => from.statements[id] !== text,
  );
  const gone = added(Object.keys(to.statements), Object.keys(from.statements));
  return [
    ...changed.map(([id, text]) => must(`Sign ${id}: ${text}`)),
    ...gone.map((id) => may(`${id} is not signed any more.`)),
  ];
}

function ofMeasurement(from: Ruleset, to: Ruleset): Consequence[] {
  const before = new Map(from.metrics.map((metric) => [metric.id, metric]));
  const metrics = to.metrics.flatMap((metric) => {
    const old = before.get(metric.id);
    if (!old) return [differs(`${metric.name} is measured as well.`)];
    const [then, now] = [toleranceText(old), toleranceText(metric)];
    return then === now ? [] : [differs(`${metric.name}: tolerance ${now}, before: ${then}.`)];
  });
  const gone = added([...to.metrics.map(({ id }) => id)], [...before.keys()]);
  const kernel = (ruleset: Ruleset) =>
    ruleset.kernel === null
      ? "no kernel"
      : `kernel ${ruleset.kernel.version}, ${ruleset.kernel.features}, ${ruleset.kernel.reference}`;
  return [
    ...(from.axes.primary === to.axes.primary
      ? []
      : [differs(`Ranked by ${axes[to.axes.primary]}, before: ${axes[from.axes.primary]}.`)]),
    ...metrics,
    ...gone.map((id) => may(`${metricName(from, id)} is not asked for any more.`)),
    ...(kernel(from) === kernel(to)
      ? []
      : [
          differs(
            `Measured again by ${kernel(to)}, before: ${kernel(from)}; values of the two are not compared.`,
          ),
        ]),
    ...(to.runs.minimum > from.runs.minimum
      ? [must(`Train more seeds: ${runsText(to)}, before: ${runsText(from)}.`)]
      : []),
    ...(from.task.dataset === to.task.dataset
      ? []
      : [must(`Train on ${to.task.dataset}, before: ${from.task.dataset}.`)]),
    ...(from.task.conditioning === to.task.conditioning
      ? []
      : [must(`Condition on: ${to.task.conditioning}; before: ${from.task.conditioning}.`)]),
  ];
}

function ofClock(from: Ruleset, to: Ruleset): Consequence[] {
  const moved = (now: readonly string[], then: readonly string[], where: string) =>
    added(then, now).map((activity) => differs(`The clock: ${activity} is ${where}.`));
  return [
    ...moved(to.clock.counts, from.clock.counts, "on it"),
    ...moved(to.clock.excludes, from.clock.excludes, "off it"),
    ...moved(to.clock.forbids, from.clock.forbids, "forbidden"),
  ];
}

function ofLimits(from: Ruleset, to: Ruleset): Consequence[] {
  const smaller = (what: string, then: number, now: number, words: (value: number) => string) =>
    now < then ? [must(`Keep ${what} within ${words(now)}, before: ${words(then)}.`)] : [];
  const hosts = added(to.limits.artifact_hosts, from.limits.artifact_hosts);
  return [
    ...smaller("a log", from.limits.log_bytes, to.limits.log_bytes, bytes),
    ...smaller("the folder", from.limits.folder_bytes, to.limits.folder_bytes, bytes),
    ...hosts.map((host) => must(`Move samples away from ${host}: it is not a permitted host.`)),
  ];
}
