import { firstCrossing } from "../logs/crossing.ts";
import type { EvaluationPoint, LogSummary } from "../logs/summary.ts";
import type { Ruleset, Track } from "../schemas/ruleset.ts";

type Read = (point: EvaluationPoint) => number | null | undefined;

/** A value as far as people print it: five significant digits, or three decimals. */
const near = (a: number, b: number) =>
  Math.abs(a - b) <= Math.max(Math.abs(b) * 5e-6, 5e-4) && Math.abs(a - b) <= Math.abs(b) * 1e-3;

/**
 * What a wrong claim does match, in words: headlines are mostly taken from the wrong place, not made
 * up. Only places with a meaning are looked at; a number that merely stands somewhere says nothing.
 */
export function matchOf(
  claimed: number,
  read: Read,
  own: LogSummary,
  name: string,
  others: readonly (readonly [string, LogSummary])[],
  rules: { readonly ruleset: Ruleset; readonly track: Track },
): string | null {
  const { ruleset, track } = rules;
  const crossing = ({ evaluations }: LogSummary) =>
    track.target ? firstCrossing(evaluations, track.target, track.guards, ruleset.metrics) : null;
  const at = (point: EvaluationPoint | null | undefined) => (point ? (read(point) ?? null) : null);
  const is = (value: number | null) => value !== null && near(claimed, value);

  const last = own.evaluations.at(-1);
  if (is(at(last))) return `It is the value at the end of the run (${name} line ${last?.line}).`;
  const points = others.map(([other, log]) => ({ other, point: crossing(log) }));
  for (const { other, point } of points) {
    if (is(at(point))) return `It is the value of another run (${other} line ${point?.line}).`;
  }
  const values = [crossing(own), ...points.map(({ point }) => point)].map(at);
  const known = values.filter((value) => value !== null);
  if (known.length === values.length && known.length > 1) {
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    if (is(mean)) return "It is the mean over the runs; each run states its own value.";
  }
  const same = own.evaluations.find((point) => is(at(point)));
  return same ? `It is the value of another evaluation point (${name} line ${same.line}).` : null;
}
