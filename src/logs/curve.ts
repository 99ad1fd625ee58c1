import type { LogEvent } from "../schemas/log-event.ts";
import type { CurvePoint } from "./summary.ts";

const pointOf = ({ clock, step, samples, loss }: LogEvent): CurvePoint => ({
  clock,
  step: step ?? null,
  samples: samples ?? null,
  loss: loss ?? Number.NaN,
});

/**
 * Thins a curve while it is being read. Keeps every n-th point, where n doubles whenever the
 * limit is reached: which points stay depends on their number alone, so every reader agrees.
 */
export class ThinnedCurve {
  readonly #limit: number;
  #points: CurvePoint[] = [];
  #stride = 1;
  #seen = 0;
  #latest: LogEvent | null = null;
  /** The point of the latest event, where it was kept. */
  #latestPoint: CurvePoint | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes the loss of an event, if it has one. */
  add(event: LogEvent): void {
    if (event.loss === null || event.loss === undefined) return;
    this.#latest = event;
    this.#latestPoint = this.#seen % this.#stride === 0 ? pointOf(event) : null;
    this.#seen += 1;
    if (this.#latestPoint === null) return;
    this.#points.push(this.#latestPoint);
    // Strictly below the limit afterwards, so that the last point always finds a place.
    if (this.#points.length >= this.#limit) {
      this.#points = this.#points.filter((_, index) => index % 2 === 0);
      this.#stride *= 2;
    }
  }

  /** The kept points and, always, the last one. */
  points(): CurvePoint[] {
    if (this.#latest === null) return [];
    if (this.#points.at(-1) === this.#latestPoint) return [...this.#points];
    return [...this.#points, pointOf(this.#latest)];
  }
}
