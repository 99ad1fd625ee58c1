import type { Column, ImportOptions, Row } from "./row.ts";

/** Seconds in a unit. */
export const unitSeconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  sec: 1,
  seconds: 1,
  m: 60,
  min: 60,
  minutes: 60,
  h: 3600,
  hours: 3600,
};

/** A name as a metric id: lower-case, words joined by underscores. */
export function metricIdOf(name: string): string {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  return /^[a-z]/.test(id) ? id.slice(0, 60) : `m_${id}`.slice(0, 60);
}

/** "nan", "inf" and "" are told apart from numbers; anything else that is no number is undefined. */
export function numberIn(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || /^(none|null|n\/a)$/i.test(trimmed)) return null;
  if (/^[+-]?nan$/i.test(trimmed)) return Number.NaN;
  if (/^\+?inf(inity)?$/i.test(trimmed)) return Number.POSITIVE_INFINITY;
  if (/^-inf(inity)?$/i.test(trimmed)) return Number.NEGATIVE_INFINITY;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : undefined;
}

/** Last part of a name: "train/loss" and "run - loss" both end in "loss". */
const tail = (name: string) =>
  name
    .replace(/^.* - /, "")
    .trim()
    .toLowerCase();

type Role = "clock" | "step" | "samples" | "loss" | "lr" | "timestamp";

/** Columns that mean the same in every tool, by their usual names. */
const usual: Record<Role, RegExp> = {
  clock:
    /^(clock|clock_seconds|_runtime|runtime|train_time|elapsed|elapsed_time|time_s|seconds|secs?|hours?|minutes|time_ms|train_time_ms|relative time( \((wall|process)\))?)$/,
  step: /^(_?step|global_step|trainer\/global_step|iteration|iter)$/,
  samples: /^(samples|samples_seen|n_samples|consumed_samples|images_seen|(train\/)?samples_seen)$/,
  loss: /^((train(ing)?[/_])?loss(_step)?|loss_final|train[/_]loss_epoch)$/,
  lr: /^((train[/_])?(lr|learning_rate)|lr-\w+)$/,
  timestamp: /^(_timestamp|timestamp|wall[ _]time|created_at)$/,
};
const evaluated =
  /(^|[/_ ])(val|valid|validation|eval|test|fid|sfid|kdd|kid|fd|inception_score|precision|recall|accuracy|top\d*accuracy|top\d|geneval|hps\w*)([/_ \d]|$|accuracy)/;

/** Factor to seconds that a column's name states. */
function factorOf(name: string): number {
  if (/(^|_)hours?$/.test(name)) return 3600;
  if (/(^|_)minutes$/.test(name)) return 60;
  return /_ms$/.test(name) ? 0.001 : 1;
}

/** Which column plays which part; explicit choices win over usual names. */
export type Parts = {
  readonly roles: Readonly<Partial<Record<Role, Column>>>;
  readonly metrics: Readonly<Record<string, Column>>;
};

export function partsOf(names: readonly string[], options: ImportOptions): Parts {
  const roles: Partial<Record<Role, Column>> = {};
  for (const role of Object.keys(usual) as Role[]) {
    const name =
      names.find((candidate) => usual[role].test(tail(candidate))) ??
      // Some logs count in epochs alone.
      (role === "step" ? names.find((candidate) => tail(candidate) === "epoch") : undefined);
    const chosen = options.columns?.[role];
    if (chosen) roles[role] = chosen;
    else if (name !== undefined) {
      const factor = role === "clock" ? factorOf(tail(name)) : 1;
      roles[role] = { name, factor };
    }
  }
  if (options.metrics) return { roles, metrics: options.metrics };
  const taken = new Set(Object.values(roles).map(({ name }) => name));
  const metrics: Record<string, Column> = {};
  for (const name of names) {
    if (!taken.has(name) && evaluated.test(tail(name))) {
      metrics[metricIdOf(tail(name))] = { name, factor: 1 };
    }
  }
  return { roles, metrics };
}

/** A row of named cells as log rows: one of training, one of evaluation, or both. */
export function rowsOfCells(
  cells: ReadonlyMap<string, number | null>,
  parts: Parts,
  line: number,
  moment: number | null,
): Row[] {
  const read = (column: Column | undefined): number | null | undefined => {
    const value = column && cells.get(column.name);
    return value === null || value === undefined ? value : value * (column?.factor ?? 1);
  };
  const { roles } = parts;
  const metrics: Record<string, number | null> = {};
  for (const [id, column] of Object.entries(parts.metrics)) {
    const value = read(column);
    if (value !== undefined && value !== null) metrics[id] = value;
  }
  const used = new Set(
    [...Object.values(roles), ...Object.values(parts.metrics)].map(({ name }) => name),
  );
  const extra: Record<string, number | null> = {};
  for (const [name, value] of cells) {
    if (!used.has(name) && value !== null) extra[metricIdOf(tail(name))] = value;
  }
  const step = read(roles.step) ?? null;
  const wholeStep = step !== null && Number.isSafeInteger(step) && step >= 0 ? step : null;
  if (step !== null && wholeStep === null && roles.step) extra[metricIdOf(roles.step.name)] = step;
  const loss = read(roles.loss);
  const lr = read(roles.lr);
  const common = {
    line,
    clock: read(roles.clock) ?? null,
    step: wholeStep,
    samples: read(roles.samples) ?? null,
    moment,
  };
  const training = (loss !== undefined && loss !== null) || Object.keys(metrics).length === 0;
  const rows: Row[] = [];
  if (training) {
    const values = { ...(loss == null ? {} : { loss }), ...(lr == null ? {} : { lr }) };
    rows.push({ ...common, kind: "step", ...values, extra });
  }
  if (Object.keys(metrics).length > 0) {
    rows.push({ ...common, kind: "eval", metrics, ...(training ? {} : { extra }) });
  }
  return rows;
}
