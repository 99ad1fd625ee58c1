import { isEvaluated, metricIdOf, tailOf } from "./names.ts";
import { unitSeconds } from "./numbers.ts";
import type { Column, ImportOptions } from "./row.ts";

export { metricIdOf } from "./names.ts";
export { numberIn, unitSeconds } from "./numbers.ts";

export type Role = "clock" | "step" | "samples" | "loss" | "lr" | "timestamp";

/** A name ends in its unit: "time_ms", "time (s)", "elapsed [min]". */
const UNIT =
  /(?:^|[_ ]?[([]|[_ ])(ms|msec|milliseconds|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?)[)\]]?$/;
const TIME =
  /^(clock|(train(ing)?[_ /])?(time|runtime)|elapsed([_ ]time)?|wall[_ ]?clock([_ ]time)?|total[_ ]time|relative time)?$/;

/** What a single column of a given name is: the loss, a rate, a quality, or none of these. */
export function partOf(name: string): "loss" | "lr" | "metric" | null {
  if (usualColumn("loss", [name])) return "loss";
  if (usualColumn("lr", [name])) return "lr";
  return isEvaluated(name) ? "metric" : null;
}

/** The rest of a name without its unit, and the unit's seconds. */
function timed(name: string): { readonly base: string; readonly factor: number | undefined } {
  const unit = UNIT.exec(name);
  const base = unit ? name.slice(0, unit.index) : name;
  return { base: base.trim(), factor: unit?.[1] === undefined ? undefined : unitSeconds[unit[1]] };
}

/** A clock by its name: a time with its unit, or one of the names that trackers use for seconds. */
function isClock(name: string): boolean {
  const { base, factor } = timed(name);
  // A single letter is a unit behind a name, but no name of a time.
  if (factor !== undefined) return TIME.test(base) && name.length > 1;
  return TIME.test(name) && name !== "time" && name !== "";
}

const like = (form: RegExp) => (name: string) => form.test(name);

/** Columns that mean the same in every tool, by their usual names; the first that is there counts. */
const usual: Record<Role, readonly ((name: string) => boolean)[]> = {
  clock: [
    like(/^(_runtime|relative time \(process\)|clock_seconds)$/),
    isClock,
    like(/^(_absolute_runtime|relative time \(wall\))$/),
  ],
  step: [
    // A tracker's own step counts calls of its logger; the trainer's counts steps.
    like(/(^|\/)global_step$/),
    like(/^(train[/_])?_?steps?$/),
    like(/^(iteration|iterations|iters?|updates?)$/),
    // Some logs count in epochs alone.
    like(/^epochs?$/),
  ],
  samples: [
    like(
      /^(train[/_])?(samples|(n|num|total|consumed|seen)_(samples|images|examples)|(samples|images|examples)_seen)$/,
    ),
  ],
  loss: [
    like(/^loss_final$/),
    like(/^train(ing)?[/_ .-](total[_ ])?loss([_/]step)?$/),
    like(/^(total[_ ])?loss([_/]step)?$/),
    like(/^loss(es)?[/_]train(ing)?$/),
    like(/^(train(ing)?[/_ .-])?loss[_/]epoch$/),
  ],
  lr: [
    like(/^((train(ing)?|optim(izer)?)[/_ .-])?(lr|learning[_ ]rate)([/_-](0|pg1|group_?0))?$/),
    like(/^lr-[^/]*(\/pg1)?$/),
  ],
  timestamp: [like(/^(_timestamp|timestamp|wall[ _]?time|created_at|date[ _]?time)$/)],
};

/** Which column plays which part; explicit choices win over usual names. */
export type Parts = {
  readonly roles: Readonly<Partial<Record<Role, Column>>>;
  readonly metrics: Readonly<Record<string, Column>>;
};

function usualColumn(role: Role, names: readonly string[]): Column | undefined {
  for (const fits of usual[role]) {
    const name = names.find((candidate) => fits(tailOf(candidate).toLowerCase()));
    if (name === undefined) continue;
    const factor = role === "clock" ? (timed(tailOf(name).toLowerCase()).factor ?? 1) : 1;
    return { name, factor };
  }
  return undefined;
}

export function partsOf(names: readonly string[], options: ImportOptions): Parts {
  const roles: Partial<Record<Role, Column>> = {};
  for (const role of Object.keys(usual) as Role[]) {
    const column = options.columns?.[role] ?? usualColumn(role, names);
    if (column) roles[role] = column;
  }
  if (options.metrics) return { roles, metrics: options.metrics };
  const taken = new Set(Object.values(roles).map(({ name }) => name));
  const metrics: Record<string, Column> = {};
  const ids = new FreeIds();
  for (const name of names) {
    if (taken.has(name) || !isEvaluated(name)) continue;
    metrics[ids.give(metricIdOf(tailOf(name)))] = { name, factor: 1 };
  }
  return { roles, metrics };
}

/** Ids that are given out once: where two names make the same, a number makes the second another. */
export class FreeIds {
  readonly #given = new Set<string>();
  readonly #next = new Map<string, number>();

  give(id: string): string {
    let free = id;
    for (let number = this.#next.get(id) ?? 2; this.#given.has(free); number++) {
      free = `${id.slice(0, 54)}_${number}`;
      this.#next.set(id, number + 1);
    }
    this.#given.add(free);
    return free;
  }
}
