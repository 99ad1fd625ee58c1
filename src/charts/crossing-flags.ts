import type { Note, Stroke } from "./annotations.ts";
import { textWidth } from "./place-labels.ts";
import { SMALL_FONT_SIZE } from "./projection.ts";

/** A point that gets a flag: a thin pole up (or down) to a text in free space. */
export type Flag = {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly className: string;
};

const LANE = 17;

/**
 * Flags for points on a falling (or rising) curve. The space above a falling curve is free, so the
 * poles go up; each text has a lane of its own, ordered so that no pole crosses a text.
 */
export function flags(
  points: readonly Flag[],
  area: { left: number; right: number; top: number; bottom: number },
  up: boolean,
): { notes: Note[]; strokes: Stroke[] } {
  const ordered = points.toSorted((a, b) => a.x - b.x);
  const widest = Math.max(0, ...ordered.map((flag) => textWidth(flag.text, SMALL_FONT_SIZE)));
  const last = ordered.at(-1);
  const toRight = last !== undefined && last.x + 6 + widest <= area.right;
  const lanes = toRight ? ordered : ordered.toReversed();
  const notes: Note[] = [];
  const strokes: Stroke[] = [];
  lanes.forEach((flag, lane) => {
    const y = up ? area.top + (lane + 0.5) * LANE : area.bottom - (lane + 0.5) * LANE;
    const colour = flag.className;
    strokes.push({
      x1: flag.x,
      y1: flag.y + (up ? -6 : 6),
      x2: flag.x,
      y2: y,
      className: `ig-pole ${colour}`,
    });
    notes.push({
      x: flag.x + (toRight ? 5 : -5),
      y: y + 4,
      text: flag.text,
      anchor: toRight ? "start" : "end",
      className: `ig-flag ${colour}`,
    });
  });
  return { notes, strokes };
}
