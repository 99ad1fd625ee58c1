/** Where data stands in a drawing. Free of any drawing library, so a page can use it as well. */

export const SMALL_FONT_SIZE = 12;

export type AxisSpec = {
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly tickFormat: (value: number) => string;
  readonly type?: "linear" | "log";
};

export type Margins = {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
};

/** What decides where things stand. */
export type Drawn = {
  readonly width: number;
  readonly height: number;
  readonly margins: Margins;
  readonly x: AxisSpec;
  readonly y: AxisSpec;
};

/** Position in the drawing of a point in data units. */
export type Projection = { readonly x: (value: number) => number; readonly y: Projection["x"] };

/** The pixel positions a frame gives to data: the same formulas as the scales it draws with. */
export function projection(frame: Drawn): Projection {
  const scale = (axis: AxisSpec, from: number, to: number) => {
    const place = axis.type === "log" ? Math.log : (value: number) => value;
    const low = place(axis.domain[0]);
    const span = place(axis.domain[1]) - low || 1;
    return (value: number) => from + ((place(value) - low) / span) * (to - from);
  };
  const { width, height, margins } = frame;
  return {
    x: scale(frame.x, margins.left, width - margins.right),
    y: scale(frame.y, height - margins.bottom, margins.top),
  };
}

/** Left margin that holds the widest tick label of a vertical axis. */
export function leftMargin(axis: Pick<AxisSpec, "ticks" | "tickFormat">): number {
  const longest = Math.max(1, ...axis.ticks.map((tick) => axis.tickFormat(tick).length));
  return Math.ceil(longest * SMALL_FONT_SIZE * 0.58 + 14);
}
