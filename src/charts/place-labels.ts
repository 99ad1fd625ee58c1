/** Rectangles that labels may not touch, in the chart's own units. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export type LabelSize = { readonly width: number; readonly height: number };

export type LabelRequest = {
  /** The point the label belongs to. */
  readonly x: number;
  readonly y: number;
  /** The forms the label can take, the fullest first. */
  readonly forms: readonly LabelSize[];
};

export type PlacedLabel = {
  readonly box: Box;
  readonly anchor: "start" | "end";
  /** Which form was chosen. */
  readonly form: number;
  /** True where the label had to move so far that a leader line should tie it to its point. */
  readonly leader: boolean;
};

/** Mean advance of a character of a sans-serif font, as a share of the font size. */
const ADVANCE = 0.55;

/** How far, in half heights, a label may be lifted from its point; farther off it confuses. */
const HIGHEST_LIFT = 4;

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

const within = (box: Box, area: Box): boolean =>
  box.left >= area.left &&
  box.right <= area.right &&
  box.top >= area.top &&
  box.bottom <= area.bottom;

/**
 * Places for one form of a label, the best first: up and to the right, where a falling staircase
 * leaves space; below and to the left, where it does as well; then lifted.
 */
function candidates(request: LabelRequest, form: number, area: Box, gap: number): PlacedLabel[] {
  const { width, height } = request.forms[form] ?? { width: 0, height: 0 };
  const place = (anchor: "start" | "end", bottom: number, leader: boolean): PlacedLabel => {
    const left = anchor === "start" ? request.x + gap : request.x - gap - width;
    return {
      box: { left, right: left + width, bottom, top: bottom - height },
      anchor,
      form,
      leader,
    };
  };
  const lifted = (lift: number) => request.y - gap - lift * (height / 2);
  const found = [
    place("start", lifted(0), false),
    place("end", request.y + gap + height, false),
    place("start", lifted(1), false),
    place("end", lifted(0), false),
  ];
  for (let lift = 2; lift <= HIGHEST_LIFT; lift += 1)
    found.push(place("start", lifted(lift), true));
  return found.filter(({ box }) => within(box, area));
}

/**
 * Places each label near its point, in its fullest form that finds a free place. The last request
 * has the first choice. Null: no free place was found.
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
    const free = request.forms
      .flatMap((_, form) => candidates(request, form, area, gap))
      .find((candidate) => !taken.some((box) => overlaps(candidate.box, box)));
    if (free === undefined) continue;
    taken.push(free.box);
    placed[index] = free;
  }
  return placed;
}
