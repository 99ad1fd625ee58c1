import { place, type Shape, shape } from "../charts/shapes.ts";
import type { CardHistory } from "./card.ts";
import { colours } from "./colours.ts";

type Box = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** From this ratio on, times are placed by their logarithm, as on the pages. */
const LOG_RATIO = 10;
/** More steps than this keep their line and lose their dots. */
const MOST_DOTS = 30;

/** Maps the smallest value to `to[0]` and the largest to `to[1]`; a single value to their middle. */
function scale(values: readonly number[], to: readonly [number, number]) {
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const share = (value: number) => (high === low ? 0.5 : (value - low) / (high - low));
  return (value: number) => place(to[0] + share(value) * (to[1] - to[0]));
}

const dot = (x: number, y: number, r: number, fill: string): Shape =>
  shape("circle", { cx: x, cy: y, r, fill });

/** How the record fell, from left to right, with what the card is about as the large dot. */
export function staircase({ steps, marked }: CardHistory, box: Box): Shape[] {
  const all = [...steps, marked];
  const times = all.map(({ seconds }) => seconds);
  const [least, most] = [Math.min(...times), Math.max(...times)];
  const value = least > 0 && most / least > LOG_RATIO ? Math.log : (time: number) => time;
  const moments = all.map(({ openedAt }) => Date.parse(openedAt));
  // The last step goes on to the right end.
  const x = moments.every((moment) => moment === moments[0])
    ? () => box.left
    : scale(moments, [box.left, box.right - (box.right - box.left) * 0.15]);
  const y = scale(times.map(value), [box.bottom, box.top]);
  const points = steps.map(({ openedAt, seconds }) => ({
    x: x(Date.parse(openedAt)),
    y: y(value(seconds)),
  }));
  const line = points.map((point, index) =>
    index === 0 ? `M${point.x} ${point.y}` : `H${point.x}V${point.y}`,
  );
  const dots =
    points.length > MOST_DOTS ? [] : points.map((at) => dot(at.x, at.y, 7, colours.accent));
  const here = { x: x(Date.parse(marked.openedAt)), y: y(value(marked.seconds)) };
  return [
    shape("path", {
      d: `${line.join("")}H${box.right}`,
      fill: "none",
      stroke: colours.accent,
      "stroke-width": 5,
      "stroke-linejoin": "round",
    }),
    ...dots,
    dot(here.x, here.y, 17, colours.paper),
    dot(here.x, here.y, 13, colours.accent),
  ];
}
