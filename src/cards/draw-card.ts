import { type Shape, shape } from "../charts/shapes.ts";
import { site } from "../site.ts";
import { CARD_HEIGHT, CARD_WIDTH, type Card } from "./card.ts";
import { colours } from "./colours.ts";
import { fitted, wrapped } from "./set-text.ts";
import { staircase } from "./staircase.ts";
import { outlineOf, type TextStyle, widthOf } from "./typeface.ts";

const LEFT = 76;
const RIGHT = CARD_WIDTH - LEFT;
const ROOM = RIGHT - LEFT;
/** Where the staircase begins, and the texts beside it end. */
const MIDDLE = 690;
const GAP = 48;
/** Baseline of the last line. */
const FOOT = 580;

const SMALL: TextStyle = { size: 28, weight: 400 };
const NAME: TextStyle = { size: 28, weight: 600, tracking: -0.01 };
const BY: TextStyle = { size: 32, weight: 400 };
const FIGURE: TextStyle = { size: 124, weight: 600, tracking: -0.035 };
const STATUS: TextStyle = { size: 28, weight: 600 };
/** The first size in which a title takes no more than two lines, else the last. */
const TITLES = [64, 54, 46].map((size): TextStyle => ({ size, weight: 600, tracking: -0.025 }));

type Colour = (typeof colours)[keyof typeof colours];

/** A line of text. There is no text in the picture but as paths of numbers. */
const line = (text: string, x: number, y: number, style: TextStyle, fill: Colour): Shape =>
  shape("path", { d: outlineOf(text, x, y, style), fill });

/** The mark of the site, as in its favicon, and its name. */
function heading(place: string): Shape[] {
  const squares = [
    [0, 0, 0.3],
    [1, 0, 0.55],
    [2, 0, 1],
    [0, 1, 0.55],
    [1, 1, 1],
    [0, 2, 1],
  ].map(([column = 0, row = 0, opacity = 1]) =>
    shape("rect", {
      x: LEFT + column * 14,
      y: 62 + row * 14,
      width: 11,
      height: 11,
      rx: 2,
      fill: colours.accent,
      "fill-opacity": opacity,
    }),
  );
  const nameAt = LEFT + 58;
  const room = RIGHT - nameAt - widthOf(site.title, NAME) - GAP;
  const where = fitted(place, SMALL, room);
  return [
    ...squares,
    line(site.title, nameAt, 92, NAME, colours.ink),
    line(where, RIGHT - widthOf(where, SMALL), 92, SMALL, colours.faint),
  ];
}

function titleLines(title: string) {
  for (const style of TITLES) {
    const lines = wrapped(title, style, ROOM, 3);
    if (lines.length <= 2) return { style, lines };
  }
  const style = TITLES[TITLES.length - 1] ?? NAME;
  return { style, lines: wrapped(title, style, ROOM, 2) };
}

function top({ title, by }: Card): Shape[] {
  const { style, lines } = titleLines(title);
  const height = style.size * 1.16;
  const first = 194;
  const shapes = lines.map((text, index) =>
    line(text, LEFT - 3, first + index * height, style, colours.ink),
  );
  if (by === null) return shapes;
  const below = first + (lines.length - 1) * height + 52;
  return [...shapes, line(fitted(by, BY, ROOM), LEFT, below, BY, colours.muted)];
}

/** The texts on the lower left, from the bottom upwards. */
function account({ figure, about, status }: Card, room: number): Shape[] {
  const shapes: Shape[] = [];
  let y = FOOT;
  if (status !== null) {
    const fill = status.tone === "record" ? colours.accent : colours.muted;
    shapes.push(line(fitted(status.text, STATUS, room), LEFT, y, STATUS, fill));
    y -= 44;
  }
  const style = figure === null ? BY : SMALL;
  const lines = about.flatMap((text) => wrapped(text, style, room, figure === null ? 2 : 1));
  for (const text of lines.toReversed()) {
    shapes.push(line(text, LEFT, y, style, colours.muted));
    y -= style.size * 1.36;
  }
  if (figure !== null) {
    const size = Math.min(FIGURE.size, (FIGURE.size * room) / widthOf(figure, FIGURE));
    shapes.push(line(figure, LEFT - size * 0.05, y - 12, { ...FIGURE, size }, colours.accent));
  }
  return shapes;
}

function bottom(card: Card): Shape[] {
  const { history } = card;
  if (history === null) return account(card, ROOM);
  const caption = fitted(history.caption, SMALL, RIGHT - MIDDLE);
  const box = { left: MIDDLE + 17, right: RIGHT, top: 372, bottom: 516 };
  return [
    ...account(card, MIDDLE - GAP - LEFT),
    ...staircase(history, box),
    line(caption, MIDDLE, FOOT, SMALL, colours.faint),
  ];
}

/** A card as a drawing without any text, font, script or address in it. */
export const drawCard = (card: Card): Shape =>
  shape(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: CARD_WIDTH,
      height: CARD_HEIGHT,
      viewBox: `0 0 ${CARD_WIDTH} ${CARD_HEIGHT}`,
    },
    shape("rect", { width: CARD_WIDTH, height: CARD_HEIGHT, fill: colours.paper }),
    ...heading(card.place),
    ...top(card),
    ...bottom(card),
  );
