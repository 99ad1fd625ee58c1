import { marker } from "../charts/markers.ts";
import { seriesStyle } from "../charts/series.ts";
import { type Shape, shape } from "../charts/shapes.ts";
import { inOneLine, seconds } from "../components/numbers.ts";
import type { EntryCurves } from "./document.ts";

/** What the marks of a drawing mean. */
export const CAPTION =
  "Each line is a seed, each mark an evaluation; a ring where target and guards first hold " +
  "together. A flag stands at the first seed of an entry to get there.";

/** A piece of the line of the entry at an index, with its marker, for the key beside a chart. */
export function sample(index: number): Shape {
  const style = seriesStyle(index);
  const line = {
    class: `ig-curve ${style.className}`,
    d: "M1,9L43,9",
    "stroke-width": 1.6,
    ...(style.dash === undefined ? {} : { "stroke-dasharray": style.dash }),
  };
  const box = { width: 44, height: 18, viewBox: "0 0 44 18", "aria-hidden": "true" };
  return shape("svg", box, shape("path", line), marker(style, 22, 9, 3.4));
}

/** An entry in a line: its time, who made it, how it stands, where it competes. */
export function factsOf(entry: EntryCurves): string {
  const time = entry.time_to_target_seconds;
  const { track_title, ruleset_title, hardware_name } = entry.contest;
  return inOneLine([
    ...(time === null ? [] : [seconds(time)]),
    entry.submitters,
    entry.standing,
    `${track_title}, ${ruleset_title}, ${hardware_name}`,
  ]);
}
