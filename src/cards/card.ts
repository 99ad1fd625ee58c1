/** What a social card says: the picture that a link to a page is shown with elsewhere. */
export type Card = {
  /** Where it belongs, in the upper right corner. */
  readonly place: string;
  readonly title: string;
  readonly by: string | null;
  /** The time it is about, large; null where there is none. */
  readonly figure: string | null;
  /** What the figure is for, or what the page is about, line by line. */
  readonly about: readonly string[];
  readonly status: { readonly text: string; readonly tone: "record" | "plain" } | null;
  readonly history: CardHistory | null;
};

/** The record of one contest as a staircase. Steps are in the order in which they were opened. */
export type CardHistory = {
  readonly caption: string;
  readonly steps: readonly Step[];
  /** What the card is about, on the staircase or above it. */
  readonly marked: Step;
};

export type Step = { readonly openedAt: string; readonly seconds: number };

/** The size that link previews are made for. Unit: pixels. */
export const CARD_WIDTH = 1200;
export const CARD_HEIGHT = 630;

/** A card as a page refers to it. */
export type CardLink = {
  /** Path of the picture within the site. */
  readonly path: string;
  /** What it shows, in words. */
  readonly alt: string;
};
