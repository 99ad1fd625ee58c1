import { plainMarkdown } from "../findings/render/markdown.ts";
import { widthOf } from "../measurement/tolerance.ts";
import type { Verification } from "../schemas/verification.ts";

export const MEASUREMENT_MARKER = "<!-- imagegen-speedrun: measurement -->";

/** What became of a measurement, for the people at the pull request. */
export type Measured = {
  readonly submission: string;
  /** Null where no answer came back, or none that could be sealed. */
  readonly verification: Verification | null;
  /** The commit that was measured, and whether the pull request is still there. */
  readonly commit: string;
  readonly isCurrent: boolean;
  /** Where a maintainer opens the pull request that lands entry and measurement; null without. */
  readonly landing: string | null;
  readonly runUrl: string | null;
};

const verdicts = {
  confirmed: "confirmed: every claimed value was measured again, within its tolerance",
  refuted: "refuted: what was measured is not what was claimed",
  inconclusive: "inconclusive: the kernel could not decide, and says why",
} as const;

/** The comment on a measurement. Nothing that a machine or a submitter wrote comes through unescaped. */
export function measurementComment(measured: Measured): string {
  const { verification, submission, commit, runUrl } = measured;
  const parts =
    verification === null
      ? [
          `### ${plainMarkdown(submission)}: not measured`,
          "The measurement did not come to an end, or its answer was no answer to the request. Nothing is wrong with the entry by that: a maintainer starts it again.",
        ]
      : [
          `### ${plainMarkdown(submission)}: ${verification.verdict}`,
          `The kernel's verdict is **${verdicts[verification.verdict]}**.`,
          valuesTable(verification),
          ...notes(verification),
        ];
  parts.push(next(measured));
  const run = runUrl === null ? "" : ` in [this run](${runUrl})`;
  parts.push(`<sub>Measured: commit ${plainMarkdown(commit)}${run}.</sub>`);
  return `${parts.join("\n\n")}\n`;
}

function valuesTable({ runs, tolerance }: Verification): string {
  const rows = runs.flatMap((run) =>
    Object.entries(run.claimed).map(([metric, claim]) => {
      const allowed = tolerance[metric];
      const width = allowed ? Number(widthOf(allowed, claim).toPrecision(3)) : "–";
      return `| ${run.seed} | ${plainMarkdown(metric)} | ${claim} | ${run.measured[metric] ?? "–"} | ±${width} |`;
    }),
  );
  const head = ["| seed | metric | claimed | measured | allowed |", "|---|---|---|---|---|"];
  return [...head, ...rows.slice(0, 200)].join("\n");
}

/** Reasons of the verdict, and what the kernel noticed about the samples. */
function notes({ reasons, runs }: Verification): string[] {
  const noticed = runs.flatMap(({ seed, checks }) =>
    checks
      .filter(({ status }) => status !== "pass")
      .map(
        ({ id, status, value, threshold }) =>
          `seed ${seed}: ${id} ${status}, ${value} (${threshold} at most)`,
      ),
  );
  const lines = [...new Set([...reasons, ...noticed])].slice(0, 50);
  return lines.length === 0 ? [] : [lines.map((line) => `- ${plainMarkdown(line)}`).join("\n")];
}

function next({ verification, isCurrent, landing }: Measured): string {
  if (!isCurrent) {
    return "**The pull request has moved on since.** This measurement speaks of the commit below and of no other; a maintainer starts one for the new commit.";
  }
  if (verification === null) return "What happens next: a maintainer starts the measurement again.";
  const rule = "reviewers rule on it in writing (`npx imagegen-speedrun rule`)";
  if (landing === null) return `What happens next: ${rule}.`;
  return `What happens next: a maintainer [opens the pull request](${landing}) that brings this entry to main together with its signed measurement, and ${rule}. This one closes by itself when that is merged.`;
}
