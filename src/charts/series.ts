/** How series are told apart: colour (a CSS class), marker and dash, so that none is needed alone. */
export type SeriesStyle = {
  readonly className: string;
  readonly symbol: "circle" | "square" | "triangle" | "diamond" | "times" | "star";
  readonly dash: string | undefined;
};

const STYLES: readonly SeriesStyle[] = [
  { className: "ig-s1", symbol: "circle", dash: undefined },
  { className: "ig-s2", symbol: "square", dash: "7 3" },
  { className: "ig-s3", symbol: "triangle", dash: "2 3" },
  { className: "ig-s4", symbol: "diamond", dash: "9 3 2 3" },
  { className: "ig-s5", symbol: "times", dash: "4 2" },
  { className: "ig-s6", symbol: "star", dash: "1 2" },
];

/** The style of the series at an index; beyond six they repeat. */
export function seriesStyle(index: number): SeriesStyle {
  const style = STYLES[index % STYLES.length];
  if (style === undefined) throw new RangeError(`No series style for index ${index}`);
  return style;
}
