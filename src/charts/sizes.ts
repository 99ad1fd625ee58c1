/** Widths a chart is drawn for; the page shows the one that fits its container. */
export const CHART_WIDTHS = { narrow: 360, medium: 600, wide: 900, full: 1140 } as const;
export type ChartSize = keyof typeof CHART_WIDTHS;

/** Sizes for a chart in a column of text, and for one across the whole page. */
export const COLUMN_SIZES = ["narrow", "medium"] as const satisfies readonly ChartSize[];
export const PAGE_SIZES = [...COLUMN_SIZES, "wide", "full"] as const satisfies readonly ChartSize[];

export const FONT_SIZE = 12.5;
