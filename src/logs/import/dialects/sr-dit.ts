import { isEvaluated, metricIdOf } from "../names.ts";
import { durationIn, numberIn } from "../numbers.ts";
import { extraOf, type Pair, pairsOf } from "../pairs.ts";
import type { Report } from "../report.ts";
import type { Dialect, Reader, Row } from "../row.ts";
import { Stamps } from "../stamps.ts";
import type { TextLine } from "../text-lines.ts";

/** "Step: 123, Training Logs: …" of SR-DiT and REG; "(step=0000100) Train Loss: …" of DiT and SiT. */
const STEP =
  /\bstep: ?([\d,]{1,20}?),\s{0,4}(\w{0,20}) ?logs:\s*|\(?\bstep[=:] ?(\d{1,15})\b\)?[,:]?\s+/i;
/** A progress bar: "Steps:  25%|##   | 100/400 [00:52<02:36, 1.92it/s, loss=0.6, grad_norm=0.5]". */
const BAR = /\|\s{0,4}(\d{1,15})\/\d{1,15}\s\[([\d:]{4,12})<[^,\]]{1,20},([^\]]{0,2000})/;
const CHECKPOINT =
  /^Saved? (?:model |ema )?(?:checkpoint|state)s? (?:to|in|at)\b.{0,2000}?(\d{1,15})(?:\.\w{1,12}|\/)?$/i;
/** A row longer than this is none. */
const LONGEST_ROW = 20_000;

/** Names of the loss that is trained on, best first. */
const LOSSES = [
  "loss_final",
  "loss",
  "train_loss",
  "total_loss",
  "loss_mean",
  "denoising_loss",
  "diffusion_loss",
];
const RATES = new Set(["lr", "learning_rate", "train_lr"]);

type Place =
  | { readonly as: "loss"; readonly rank: number; readonly id: string }
  | { readonly as: "lr" | "metric" | "extra"; readonly id: string };

const places = new Map<string, Place>();
const MOST_PLACES = 1_000;

function placeOf(name: string): Place {
  const known = places.get(name);
  if (known) return known;
  const id = metricIdOf(name);
  const rank = LOSSES.indexOf(id);
  let place: Place = { as: isEvaluated(name) ? "metric" : "extra", id };
  if (rank !== -1) place = { as: "loss", rank, id };
  else if (RATES.has(id)) place = { as: "lr", id };
  if (places.size < MOST_PLACES) places.set(name, place);
  return place;
}

/** The pairs of "a: 1, b: 2"; null where they are written in another way. */
function plainPairs(text: string): Pair[] | null {
  const pairs: Pair[] = [];
  for (let at = 0; at < text.length; ) {
    const colon = text.indexOf(":", at);
    if (colon === -1) return text.slice(at).trim() === "" ? pairs : null;
    const comma = text.indexOf(",", colon);
    const end = comma === -1 ? text.length : comma;
    const value = numberIn(text.slice(colon + 1, end));
    const name = text.slice(at, colon).trim();
    if (typeof value !== "number" || !/^[\w.@/-]+$/.test(name)) return null;
    pairs.push({ name, value, unit: "" });
    at = end + 1;
  }
  return pairs;
}

type Values = Pick<Row, "loss" | "lr" | "metrics" | "extra">;

/** What the pairs of a row say, by the usual names. */
function valuesOf(pairs: readonly Pair[]): Values {
  const extra: Record<string, number> = {};
  let metrics: Record<string, number> | undefined;
  let best: { readonly rank: number; readonly id: string; readonly value: number } | undefined;
  let lr: number | undefined;
  for (const pair of pairs) {
    const place = placeOf(pair.name);
    if (place.as === "loss" && pair.unit === "") {
      if (best)
        extra[place.rank < best.rank ? best.id : place.id] =
          place.rank < best.rank ? best.value : pair.value;
      if (!best || place.rank < best.rank)
        best = { rank: place.rank, id: place.id, value: pair.value };
    } else if (place.as === "lr" && pair.unit === "" && lr === undefined) lr = pair.value;
    else if (place.as === "metric" && pair.unit === "") {
      metrics ??= {};
      metrics[place.id] = pair.value;
    } else {
      const [key, kept] = pair.unit === "" ? [place.id, pair.value] : extraOf(pair);
      extra[key] = kept;
    }
  }
  return {
    ...(best === undefined ? {} : { loss: best.value }),
    ...(lr === undefined ? {} : { lr }),
    ...(metrics === undefined ? {} : { metrics }),
    extra,
  };
}

type Found = { readonly step: number; readonly values: Values; readonly rest: string };

/** A training row of a message, or a row of an evaluation that names its step. */
function stepIn(message: string): Found | null {
  if (message.length > LONGEST_ROW) return null;
  const head = STEP.exec(message);
  if (!head) return null;
  const from = head.index + head[0].length;
  const text = message.slice(from);
  const plain = plainPairs(text);
  const { pairs, rest } = plain ? { pairs: plain, rest: "" } : pairsOf(text);
  if (pairs.length === 0) return null;
  const values = valuesOf(pairs);
  if (head[3] !== undefined && values.loss === undefined && !values.metrics) return null;
  return { step: Number((head[1] ?? head[3] ?? "").replaceAll(",", "")), values, rest };
}

/** The state of a progress bar that shows a loss; others count files or samples. */
function barIn(text: string): { step: number; clock: number | null; values: Values } | null {
  if (text.length > LONGEST_ROW) return null;
  const bar = BAR.exec(text);
  if (!bar) return null;
  const values = valuesOf(pairsOf(bar[3] ?? "").pairs);
  if (values.loss === undefined) return null;
  return { step: Number(bar[1]), clock: durationIn(bar[2] ?? "") ?? null, values };
}

/** Reads one log.txt, or what the same program printed. */
class LogText implements Reader {
  readonly #report: Report;
  readonly #emit: (row: Row) => void;
  readonly #stamps = new Stamps();
  #launches = 0;
  /** Moment of the latest line that had one. */
  #before: number | null = null;
  #lastStep = 0;
  #hasRows = false;
  #standIns = 0;
  #hasBarClock = false;
  /** Clock made of the rate where no line has a time stamp. */
  #rated = 0;
  #hasRates = false;
  #interval = 0;
  /** The latest training row, to tell whether the last line of the log is whole. */
  #lastMessage = "";

  constructor(report: Report, emit: (row: Row) => void) {
    this.#report = report;
    this.#emit = emit;
  }

  line({ number, text, terminated }: TextLine): void {
    const { moment, message } = this.#stamps.read(text);
    const at = moment ?? this.#before;
    const found = /step/i.test(message) ? stepIn(message) : null;
    if (found && (terminated || this.#looksWhole(message))) {
      this.#row(number, at, found);
      this.#lastMessage = message;
    } else if (message !== "" && !this.#standIn(number, at, message)) {
      if (!terminated) this.#report.note("the last line is cut off: left out", number);
      else this.#message(number, message);
    }
    this.#before = at;
  }

  end(): void {
    if (!this.#hasRows && this.#standIns > 0) {
      this.#report.note(
        "there is no training row: progress bars and messages of checkpoints are taken for them",
      );
    }
    if (this.#hasBarClock && !this.#hasRows) {
      this.#report.note(
        "the clock is the progress bar's: checkpoints, sampling and pauses are in it",
      );
    } else if (this.#before !== null) {
      this.#report.note(
        "the clock is made of time stamps of one second: checkpoints, sampling and pauses are in it",
      );
    } else if (this.#hasRates) {
      this.#report.note(
        "no line has a time stamp: the clock is made of steps and the steps per second that each row names",
      );
    }
  }

  #row(line: number, moment: number | null, { step, values, rest }: Found): void {
    if (rest !== "") this.#report.count("words in a row that are no named number: left out", line);
    if (!this.#hasRows || (step < this.#lastStep && step <= 1)) this.#origin(line, step, false);
    this.#hasRows = true;
    const clock = moment === null ? this.#clockOfRate(step, values) : null;
    this.#put({ line, clock, step, samples: null, moment }, values);
    this.#lastStep = step;
  }

  /** A row of training, of evaluation, or both. */
  #put(common: Omit<Row, "kind">, { metrics, ...values }: Values): void {
    const trained = values.loss !== undefined || values.lr !== undefined || metrics === undefined;
    if (trained) this.#emit({ ...common, kind: "step", ...values });
    if (metrics)
      this.#emit({ ...common, kind: "eval", metrics, ...(trained ? {} : { extra: values.extra }) });
  }

  /** The moment the clock begins: the last message before the first training row of a run. */
  #origin(line: number, step: number, weak: boolean): void {
    if (this.#before === null || step === 0) return;
    const moment = this.#before;
    this.#emit({ line, kind: "step", clock: null, step: 0, samples: 0, moment, weak });
  }

  #clockOfRate(step: number, { extra }: Values): number | null {
    const rate = extra?.train_steps_sec ?? extra?.steps_sec;
    if (typeof rate !== "number" || !(rate > 0)) return this.#hasRates ? this.#rated : null;
    const steps = step - this.#lastStep;
    if (steps > 0) this.#interval = steps;
    this.#hasRates = true;
    if (steps !== 0) this.#rated += this.#interval / rate;
    return this.#rated;
  }

  /** Progress bars and messages of checkpoints say a step and a time where no row does. */
  #standIn(line: number, moment: number | null, message: string): boolean {
    const bar = message.includes("it") && message.includes("<") ? barIn(message) : null;
    const checkpoint = bar ? null : CHECKPOINT.exec(message);
    if (!bar && (!checkpoint || moment === null)) return false;
    const step = bar?.step ?? Number(checkpoint?.[1]);
    if (!this.#hasRows && this.#standIns === 0 && bar?.clock == null)
      this.#origin(line, step, true);
    this.#standIns += 1;
    this.#hasBarClock ||= bar?.clock != null;
    const common = { line, clock: bar?.clock ?? null, step, samples: null, moment, weak: true };
    this.#put(common, bar?.values ?? {});
    return true;
  }

  #message(line: number, message: string): void {
    if (/^Experiment directory created/.test(message)) {
      this.#launches += 1;
      if (this.#launches > 1) {
        this.#report.note(
          "launched again: the time between the launches counts, and so do the steps that were done again",
          line,
        );
      }
    } else this.#report.count("message that is no training row: left out", line);
  }

  /** Numbers are printed with a fixed number of digits: a row unlike the one before was cut off. */
  #looksWhole(message: string): boolean {
    return this.#lastMessage !== "" && formOf(message) === formOf(this.#lastMessage);
  }
}

/** A message with the digits taken out that a number may have more or less of. */
const formOf = (message: string) =>
  message.replaceAll(/\d+[.,:)\s]?/g, (found) =>
    /\d$/.test(found) ? "0".repeat(found.length) : `#${found.at(-1)}`,
  );

/** SR-DiT, REG, REPA, SiT, DiT: log.txt. Its clock is made of time stamps; its metrics lie elsewhere. */
export const srDit: Dialect = {
  id: "sr-dit",
  title: "SR-DiT, REG, REPA, SiT, DiT: log.txt",
  ranks: true,
  reader: (_options, report, emit) => new LogText(report, emit),
};
