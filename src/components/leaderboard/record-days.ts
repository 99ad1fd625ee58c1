import type { Registry } from "../../registry/types.ts";

/** Days on which a record of a track was set or fell: those its board can be seen as of. */
export const recordDays = (
  { records, fallen }: Registry,
  ruleset: string,
  track: string,
): string[] => {
  const inTrack = (one: { ruleset: string; track: string }) =>
    one.ruleset === ruleset && one.track === track;
  const moments = [
    ...records.filter(inTrack).map(({ opened_at }) => opened_at),
    ...fallen.filter(inTrack).flatMap(({ held_from, fell_at }) => [held_from, fell_at]),
  ];
  return [...new Set(moments.map((moment) => moment.slice(0, 10)))].toSorted();
};
