/** Rectangles that labels may not touch, in the chart's own units. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export type LabelRequest = {
  /** The point the label belongs to. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type PlacedLabel = {
  readonly box: Box;
  readonly anchor: "start" | "end";
  /** True where the label had to move so far that a leader line should tie it to its point. */
  readonly leader: boolean;
};

/** Mean advance of a character of a sans-serif font, as a share of the font size. */
const ADVANCE = 0.55;

export const textWidth = (text: string, fontSize: number): number =>
  [...text].length * fontSize * ADVANCE;

/** A text cut to a width, with an ellipsis where something was lost. */
export function fitText(text: string, fontSize: number, width: number): string {
  const most = Math.floor(width / (fontSize * ADVANCE));
  const letters = [...text];
  if (letters.length <= most) return text;
  return `${letters
    .slice(0, Math.max(1, most - 1))
    .join("")
    .trimEnd()}…`;
}

export const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function candidates(request: LabelRequest, area: Box, gap: number): PlacedLabel[] {
  const found: PlacedLabel[] = [];
  for (let lift = 0; lift <= 10; lift += 1) {
    for (const anchor of ["start", "end"] as const) {
      const left = anchor === "start" ? request.x + gap : request.x - gap - request.width;
      const bottom = request.y - gap - lift * (request.height / 2);
      const box = { left, right: left + request.width, bottom, top: bottom - request.height };
      const inside = box.left >= area.left && box.right <= area.right && box.top >= area.top;
      if (inside) found.push({ box, anchor, leader: lift > 1 });
    }
  }
  return found;
}

/**
 * Places each label above its point, right of it if it can, higher up where something is in the
 * way. The last request has the first choice. Null: no free place was found.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  area: Box,
  obstacles: readonly Box[],
  gap = 7,
): (PlacedLabel | null)[] {
  const taken: Box[] = [...obstacles];
  const placed: (PlacedLabel | null)[] = requests.map(() => null);
  for (let index = requests.length - 1; index >= 0; index -= 1) {
    const request = requests[index];
    if (request === undefined) continue;
    const free = candidates(request, area, gap).find(
      (candidate) => !taken.some((box) => overlaps(candidate.box, box)),
    );
    if (free === undefined) continue;
    taken.push(free.box);
    placed[index] = free;
  }
  return placed;
}
