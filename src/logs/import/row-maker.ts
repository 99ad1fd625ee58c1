import { FreeIds, metricIdOf, type Parts, type Role } from "./columns.ts";
import { tailOf } from "./names.ts";
import { durationIn, looseNumberIn, momentIn, numberIn } from "./numbers.ts";
import { quoted, type Report } from "./report.ts";
import type { Row } from "./row.ts";

/** What becomes of one column. */
type Place = {
  readonly index: number;
  readonly name: string;
  readonly roles: readonly { readonly role: Role; readonly factor: number }[];
  readonly metrics: readonly { readonly id: string; readonly factor: number }[];
  /** The name it has where it is neither. */
  readonly extra: string;
};

const EMPTY: Readonly<Record<string, number | null>> = {};

/** Makes rows of a table's cells: one of training, one of evaluation, or both of one line. */
export class RowMaker {
  readonly #places: readonly Place[];
  readonly #report: Report;
  readonly #batch: number | undefined;
  readonly #stepsAreEpochs: boolean;

  constructor(names: readonly string[], parts: Parts, report: Report, batch: number | undefined) {
    this.#report = report;
    this.#batch = batch;
    this.#stepsAreEpochs = /^epochs?$/i.test(tailOf(parts.roles.step?.name ?? ""));
    const ids = new FreeIds();
    const seen = new Set<string>();
    this.#places = names.map((name, index) => {
      const first = !seen.has(name);
      seen.add(name);
      const of = <Key extends string>(
        columns: Readonly<Partial<Record<Key, Parts["roles"]["step"]>>>,
      ) =>
        (Object.keys(columns) as Key[]).flatMap((key) => {
          const column = columns[key];
          return first && column?.name === name ? [{ key, factor: column.factor }] : [];
        });
      const id = metricIdOf(tailOf(name));
      const extra = ids.give(id);
      if (extra !== id) {
        report.note(`the column ${quoted(name)} is written as ${extra}: ${id} is there already`);
      }
      return {
        index,
        name,
        roles: of(parts.roles).map(({ key, factor }) => ({ role: key, factor })),
        metrics: of(parts.metrics).map(({ key, factor }) => ({ id: key, factor })),
        extra,
      };
    });
  }

  /** The rows of one line; none where it says nothing but a step. */
  rows(cells: readonly string[], line: number): Row[] {
    const roles: Partial<Record<Role, number | null>> = {};
    const metrics: Record<string, number> = {};
    let extra: Record<string, number | null> | undefined;
    let moment: number | null = null;
    for (const place of this.#places) {
      const text = cells[place.index] ?? "";
      if (text === "") continue;
      if (place.roles.some(({ role }) => role === "timestamp")) {
        moment = momentIn(text);
        if (moment === null) this.#noNumber(place.name, line, "time");
        continue;
      }
      const value = this.#number(text, place, line);
      if (value === undefined || value === null) continue;
      for (const { role, factor } of place.roles) roles[role] = value * factor;
      for (const { id, factor } of place.metrics) metrics[id] = value * factor;
      if (place.roles.length + place.metrics.length > 0) continue;
      extra ??= {};
      extra[place.extra] = value;
    }
    return this.#rowsOf(roles, metrics, extra, { line, moment });
  }

  #rowsOf(
    roles: Readonly<Partial<Record<Role, number | null>>>,
    metrics: Readonly<Record<string, number>>,
    rest: Record<string, number | null> | undefined,
    { line, moment }: { line: number; moment: number | null },
  ): Row[] {
    const measured = Object.keys(metrics).length > 0;
    const { loss, lr } = roles;
    const step = roles.step ?? null;
    const whole = step !== null && Number.isSafeInteger(step) && step >= 0;
    let extra = rest;
    if (step !== null && !whole) {
      extra = { ...rest, [this.#stepsAreEpochs ? "epoch" : "step"]: step };
      if (!this.#stepsAreEpochs)
        this.#report.count("step that is no whole number: kept beside", line);
    }
    const clock = this.#finite(roles.clock, "clock", line);
    const samples = this.#finite(roles.samples, "samples", line);
    const nothing = !measured && loss === undefined && lr === undefined && extra === undefined;
    if (nothing && clock === null && samples === null && moment === null) {
      this.#report.count("row without a value: left out", line);
      return [];
    }
    const common = {
      line,
      clock,
      step: whole ? step : null,
      // A part of an epoch is no step, but it has its samples.
      samples:
        samples ??
        (step !== null && !whole && this.#batch !== undefined && this.#stepsAreEpochs
          ? step * this.#batch
          : null),
      moment,
    };
    // A rate alone beside metrics is no training.
    const training = loss !== undefined || !measured;
    const rows: Row[] = [];
    if (training) {
      const values = {
        ...(loss === undefined ? {} : { loss }),
        ...(lr === undefined ? {} : { lr }),
      };
      rows.push({ ...common, kind: "step", ...values, extra: extra ?? EMPTY });
    }
    if (measured) {
      const values = training || lr === undefined ? {} : { lr };
      rows.push({
        ...common,
        kind: "eval",
        ...values,
        metrics,
        ...(training ? {} : { extra: extra ?? EMPTY }),
      });
    }
    return rows;
  }

  /** Clocks and samples that are no numbers are no clocks and samples. */
  #finite(value: number | null | undefined, what: string, line: number): number | null {
    if (value === undefined || value === null) return null;
    if (Number.isFinite(value) && value >= 0) return value;
    this.#report.count(`${what} that is negative or no number: left out`, line);
    return null;
  }

  #number(text: string, { name, roles }: Place, line: number): number | null | undefined {
    const value = numberIn(text);
    if (value !== undefined) return value;
    const is = (role: Role) => roles.some((one) => one.role === role);
    const seconds = is("clock") ? durationIn(text) : undefined;
    if (seconds !== undefined) {
      this.#report.count(
        `cell of ${quoted(name)} that is hours, minutes and seconds: read as that`,
        line,
      );
      return seconds / (roles.find(({ role }) => role === "clock")?.factor ?? 1);
    }
    const loose = looseNumberIn(text, is("step") || is("samples"));
    if (loose === undefined) this.#noNumber(name, line, "number");
    else this.#report.count(`cell of ${quoted(name)} read so: ${loose.how}`, line);
    return loose?.value;
  }

  #noNumber(name: string, line: number, what: string): void {
    this.#report.count(`cell of ${quoted(name)} that is no ${what}: left out`, line);
  }
}
