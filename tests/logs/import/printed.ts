import fc from "fast-check";

/** One step of a made-up training; every number as the log prints it. */
export type Made = {
  readonly step: number;
  readonly seconds: number;
  readonly loss: string;
  /** Quality at this step, where it was evaluated. */
  readonly fid: string | null;
};

/** What a log can look like beside what it says. */
export type Mess = {
  readonly mark: boolean;
  readonly end: "\n" | "\r\n" | "\r";
  readonly blanks: boolean;
  readonly colours: boolean;
  readonly bars: boolean;
  readonly ranks: number;
  readonly duplicates: boolean;
  readonly order: number;
  readonly torn: number;
  readonly chunk: number;
};

const loss = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 99_999 }).map((n) => (n / 10_000).toFixed(4)) },
  { weight: 1, arbitrary: fc.constantFrom("nan", "inf", "-inf") },
);
const fid = fc.integer({ min: 1, max: 50_000 }).map((n) => (n / 100).toFixed(2));

/** A training whose steps and seconds only grow. */
export const training = fc
  .array(
    fc.record({
      more: fc.integer({ min: 1, max: 500 }),
      seconds: fc.integer({ min: 1, max: 4000 }),
      loss,
      fid: fc.option(fid, { freq: 2 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((points) => {
    let [step, seconds] = [1, 0];
    return points.map((point): Made => {
      step += point.more;
      seconds += point.seconds;
      return { step, seconds, loss: point.loss, fid: point.fid };
    });
  });

export const mess: fc.Arbitrary<Mess> = fc.record({
  mark: fc.boolean(),
  end: fc.constantFrom("\n", "\r\n", "\r"),
  blanks: fc.boolean(),
  colours: fc.boolean(),
  bars: fc.boolean(),
  ranks: fc.integer({ min: 1, max: 8 }),
  duplicates: fc.boolean(),
  order: fc.nat(1000),
  torn: fc.nat(60),
  chunk: fc.constantFrom(1, 7, 64, 1000),
});

/** Lines with everything around them that people's files have. */
export function messy(
  lines: readonly string[],
  { mark, end, blanks, colours, bars }: Mess,
): string {
  const printed = lines.flatMap((line) => [
    ...(bars ? [" 10%|#         | 1/10 [00:01<00:09,  1.00it/s]\r 20%|##        |"] : []),
    colours ? `\u001b[34m${line}\u001b[0m` : line,
    ...(blanks ? ["", "  "] : []),
  ]);
  return (mark ? "\uFEFF" : "") + printed.map((line) => line + end).join("");
}

/** Columns in an order that the number says. */
export function shuffled<Item>(items: readonly Item[], order: number): Item[] {
  const rest = [...items];
  let left = order;
  return items.map(() => {
    const at = left % rest.length;
    left = Math.floor(left / rest.length);
    return rest.splice(at, 1)[0] as Item;
  });
}

const number = (text: string) => (Number.isFinite(Number(text)) ? Number(text) : null);

/** What an import of the training has to give: step and evaluation as rows of their own. */
export function wanted(
  points: readonly Made[],
  { metric = "fid", clock = (point: Made): number => point.seconds, losses = true } = {},
) {
  return points.flatMap((point) => {
    const { step } = point;
    const at = Math.round(clock(point) * 1000);
    return [
      ...(losses ? [["step", at, step, number(point.loss)]] : []),
      ...(point.fid === null ? [] : [["eval", at, step, { [metric]: Number(point.fid) }]]),
    ];
  });
}
