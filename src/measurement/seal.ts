import { isDeepStrictEqual } from "node:util";
import type { Tolerance } from "../schemas/primitives.ts";
import type { Verdict, Verification } from "../schemas/verification.ts";
import type { EvaluationRequest } from "./request.ts";
import { isWithin, widthOf } from "./tolerance.ts";

/**
 * What the measuring machine sends back is compared with what it was asked. It holds nothing of
 * value and is trusted with nothing but the measured values themselves: everything else has to be
 * an echo of the request, and the verdict has to follow from the values.
 */

type Run = Verification["runs"][number];
type Asked = EvaluationRequest["runs"][number];

/** From worst to best: an entry's verdict is the worst of its runs'. */
const worstFirst: readonly Verdict[] = ["refuted", "inconclusive", "confirmed"];

/** Machines have to agree ten times better than a claim has to. */
const AGREEMENT = 0.1;

/** Everything in which an answer is no answer to its request; empty where it is one. */
export function echoProblems(request: EvaluationRequest, answer: Verification): string[] {
  const { kernel } = request;
  const echoes: [string, unknown, unknown][] = [
    ["submission", request.submission, answer.submission],
    ["ruleset", request.ruleset, answer.ruleset],
    ["kernel version", kernel.version, answer.kernel.version],
    ["features", kernel.features.sha256 ?? answer.features.sha256, answer.features.sha256],
    ["reference", kernel.reference.sha256 ?? answer.reference.sha256, answer.reference.sha256],
    ["tolerances", Object.fromEntries(tolerancesOf(request)), answer.tolerance],
    ["seeds", request.runs.map(({ seed }) => seed), answer.runs.map(({ seed }) => seed)],
  ];
  const problems = echoes
    .filter(([, asked, answered]) => !isDeepStrictEqual(asked, answered))
    .map(
      ([what, asked, answered]) =>
        `${what}: asked for ${JSON.stringify(asked)}, answered ${JSON.stringify(answered)}`,
    );
  if (problems.length > 0) return problems;
  const runs = request.runs.flatMap((asked, index) => {
    const run = answer.runs[index];
    return run ? runProblems(request, asked, run).map((text) => `seed ${asked.seed}: ${text}`) : [];
  });
  const totals = (["measured", "claimed"] as const).flatMap((key) => totalProblems(answer, key));
  const worst = worstFirst.find((verdict) => answer.runs.some((run) => run.verdict === verdict));
  const verdict = worst === answer.verdict ? [] : [`verdict: ${answer.verdict} over ${worst} runs`];
  return [...runs, ...totals, ...verdict];
}

/** Kernel and platform round to nine digits. */
const ROUNDING = 1e-8;

/** The entry's own values are the means over its runs, and nothing else. */
function totalProblems(answer: Verification, key: "measured" | "claimed"): string[] {
  const values = answer.runs.map((run) => run[key]);
  const common = Object.keys(values[0] ?? {}).filter((metric) =>
    values.every((one) => one[metric] !== undefined),
  );
  const told = Object.keys(answer[key]);
  if (!isDeepStrictEqual(new Set(told), new Set(common))) {
    return [`${key}: told for ${told.join(", ")}, the runs have ${common.join(", ")}`];
  }
  return common.flatMap((metric) => {
    const mean = values.reduce((sum, one) => sum + (one[metric] ?? 0), 0) / values.length;
    const said = answer[key][metric] ?? Number.NaN;
    const off = Math.abs(said - mean) > ROUNDING * Math.max(Math.abs(mean), 1);
    return off ? [`${key} ${metric}: ${said}, but the mean of the runs is ${mean}`] : [];
  });
}

const tolerancesOf = ({ metrics }: EvaluationRequest): Map<string, Tolerance> =>
  new Map(metrics.flatMap(({ id, tolerance }) => (tolerance ? [[id, tolerance] as const] : [])));

function runProblems(request: EvaluationRequest, asked: Asked, run: Run): string[] {
  const problems: string[] = [];
  if (run.samples.expected_sha256 !== asked.sha256)
    problems.push("another samples digest was expected");
  if (!isDeepStrictEqual(run.claimed, asked.claimed))
    problems.push("the claim is not the one sent");
  const digestHolds = run.samples.sha256 === asked.sha256;
  const apart = tellApart(request, asked, run);
  if (run.verdict === "confirmed") {
    if (!digestHolds) problems.push("confirmed, but the samples' digest is another");
    if (run.samples.count !== request.samples_expected.count) {
      problems.push(
        `confirmed on ${run.samples.count} samples of ${request.samples_expected.count}`,
      );
    }
    problems.push(...apart);
  }
  if (run.verdict === "refuted" && digestHolds && apart.length === 0) {
    problems.push("refuted, but every value is within its tolerance");
  }
  return problems;
}

/** Claimed metrics that were not measured, or lie further apart than allowed. */
function tellApart(request: EvaluationRequest, asked: Asked, run: Run): string[] {
  const tolerances = tolerancesOf(request);
  return Object.entries(asked.claimed).flatMap(([metric, claim]) => {
    const measured = run.measured[metric];
    const tolerance = tolerances.get(metric);
    if (measured === undefined || !tolerance) return [`${metric} was not measured`];
    if (isWithin(tolerance, claim, measured)) return [];
    return [
      `${metric}: claimed ${claim}, measured ${measured}; they may differ by ${widthOf(tolerance, claim)}`,
    ];
  });
}

/** Values in which two machines' answers lie further apart than machines may. */
export function disagreements(
  request: EvaluationRequest,
  first: Verification,
  second: Verification,
): string[] {
  const tolerances = tolerancesOf(request);
  return first.runs.flatMap((run, index) => {
    const other = second.runs[index];
    const metrics = new Set([...Object.keys(run.measured), ...Object.keys(other?.measured ?? {})]);
    return [...metrics].toSorted().flatMap((metric) => {
      const [a, b] = [run.measured[metric], other?.measured[metric]];
      const tolerance = tolerances.get(metric);
      if (a !== undefined && b !== undefined) {
        // What the ruleset does not ask for is told beside its metrics and decides nothing.
        if (tolerance === undefined) return [];
        if (Math.abs(a - b) <= AGREEMENT * widthOf(tolerance, a)) return [];
      }
      return [
        `seed ${run.seed}: ${metric} is ${a ?? "missing"} on one machine and ${b ?? "missing"} on the other`,
      ];
    });
  });
}

/** An answer that two machines gave differently: nothing is confirmed by it. */
export function contested(answer: Verification, apart: readonly string[]): Verification {
  const reasons = [
    ...apart.slice(0, 20).map((text) => text.slice(0, 500)),
    "two machines disagree; a maintainer has to look",
  ];
  return {
    ...answer,
    verdict: "inconclusive",
    reasons,
    runs: answer.runs.map((run) => ({ ...run, verdict: "inconclusive", reasons })),
  };
}
