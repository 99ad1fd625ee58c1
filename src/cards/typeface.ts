import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { create } from "fontkitten";

/**
 * The site's typeface as outlines. A machine that builds the site may have no fonts at all, or
 * others: letters that are drawn as paths look the same everywhere.
 */
export type Weight = 400 | 600;

/** The scripts that Inter is cut into; the first that has a character draws it. */
const SUBSETS = [
  "latin",
  "latin-ext",
  "vietnamese",
  "cyrillic",
  "cyrillic-ext",
  "greek",
  "greek-ext",
];

type PathCommand = { readonly command: string; readonly args: readonly number[] };
/** A letter in units of the em: how far it moves on, and its outline with y upwards. */
type Letter = { readonly advance: number; readonly outline: readonly PathCommand[] };

const files = createRequire(join(process.cwd(), "package.json"));

function openFont(subset: string, weight: Weight) {
  const file = files.resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`);
  const font = create(readFileSync(file));
  if (font.isCollection) throw new Error(`${file} is a collection of fonts, not one font`);
  return font;
}

type Font = ReturnType<typeof openFont>;
const fonts = new Map<string, Font>();
const letters = new Map<string, Letter | null>();

function fontOf(subset: string, weight: Weight): Font {
  const key = `${subset} ${weight}`;
  const font = fonts.get(key) ?? openFont(subset, weight);
  fonts.set(key, font);
  return font;
}

function findLetter(sign: string, weight: Weight): Letter | null {
  const code = sign.codePointAt(0) ?? 0;
  for (const subset of SUBSETS) {
    const font = fontOf(subset, weight);
    if (!font.hasGlyphForCodePoint(code)) continue;
    const glyph = font.glyphForCodePoint(code);
    const em = font.unitsPerEm;
    const outline = glyph.path.commands.map(({ command, args }) => ({
      command,
      args: args.map((value) => value / em),
    }));
    return { advance: glyph.advanceWidth / em, outline };
  }
  return null;
}

function letterOf(sign: string, weight: Weight): Letter | null {
  const key = `${weight} ${sign}`;
  const known = letters.get(key);
  if (known !== undefined) return known;
  const found = findLetter(sign, weight);
  letters.set(key, found);
  return found;
}

/** One line of text from anybody: no control or format characters, which could reorder it. */
export const oneLine = (text: string): string =>
  text.normalize("NFC").replaceAll(/\s+/g, " ").replaceAll(/\p{C}/gu, "").trim();

/** Whether every character of a text has a letter in the typeface. */
export const canDraw = (text: string): boolean =>
  [...text].every((sign) => letterOf(sign, 600) !== null);

/** A way of setting text. Unit: pixels; `tracking` in ems, as in CSS. */
export type TextStyle = {
  readonly size: number;
  readonly weight: Weight;
  readonly tracking?: number;
};

/** How wide a text is set. Unit: pixels. Characters without a letter take no room. */
export function widthOf(text: string, { size, weight, tracking = 0 }: TextStyle): number {
  let ems = 0;
  for (const sign of text) ems += (letterOf(sign, weight)?.advance ?? 0) + tracking;
  return ems * size;
}

const LETTERS: Record<string, string> = {
  moveTo: "M",
  lineTo: "L",
  quadraticCurveTo: "Q",
  bezierCurveTo: "C",
  closePath: "Z",
};

/** Letters need more than lines: to the hundredth of a pixel. */
const place = (value: number): number => Number(value.toFixed(2));

/** A text as the data of one path, its baseline starting at (x, y). Unit: pixels. */
export function outlineOf(text: string, x: number, y: number, style: TextStyle): string {
  const { size, weight, tracking = 0 } = style;
  let [path, at] = ["", x];
  for (const sign of text) {
    const letter = letterOf(sign, weight);
    if (letter === null) continue;
    for (const { command, args } of letter.outline) {
      const numbers = args.map((value, index) =>
        place(index % 2 === 0 ? at + value * size : y - value * size),
      );
      path += `${LETTERS[command] ?? ""}${numbers.join(" ")}`;
    }
    at += (letter.advance + tracking) * size;
  }
  return path;
}
