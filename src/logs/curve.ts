import type { LogEvent } from "../schemas/log-event.ts";
import type { CurvePoint } from "./summary.ts";

/**
 * Thins a curve while it is being read. Keeps every n-th point, where n doubles whenever the
 * limit is reached: which points stay depends on their number alone, so every reader agrees.
 */
export class ThinnedCurve {
  readonly #limit: number;
  #points: CurvePoint[] = [];
  #stride = 1;
  #seen = 0;
  #latest: CurvePoint | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes the loss of an event, if it has one. */
  add(event: LogEvent): void {
    const { loss } = event;
    if (loss === null || loss === undefined) return;
    const { clock, step, samples } = event;
    this.#latest = { clock, step: step ?? null, samples: samples ?? null, loss };
    if (this.#seen % this.#stride === 0) this.#points.push(this.#latest);
    this.#seen += 1;
    // Strictly below the limit afterwards, so that the last point always finds a place.
    if (this.#points.length >= this.#limit) {
      this.#points = this.#points.filter((_, index) => index % 2 === 0);
      this.#stride *= 2;
    }
  }

  /** The kept points and, always, the last one. */
  points(): CurvePoint[] {
    const ends = this.#latest !== null && this.#points.at(-1) !== this.#latest;
    return ends && this.#latest !== null ? [...this.#points, this.#latest] : [...this.#points];
  }
}
