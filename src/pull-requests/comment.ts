import { isAccepted } from "../checks/index.ts";
import { type Finding, isError } from "../findings/finding.ts";
import { plainMarkdown, renderMarkdown } from "../findings/render/markdown.ts";
import type { Derived } from "../registry/derive.ts";
import type { Prospect } from "../registry/prospect.ts";
import { permanentUrl } from "../site.ts";

/** One entry as its pull request's comment shows it. */
export type Commented = {
  readonly id: string;
  readonly findings: readonly Finding[];
  readonly derived: Derived;
  /** Address of the folder on GitHub, at the commit that was checked. */
  readonly source?: string | null;
  /** Curves as text, one line per run; see sparkline.ts. */
  readonly curves?: string | null;
  /** Where it would stand, and under which name that contest goes. */
  readonly prospect?: { readonly place: Prospect; readonly contest: string } | null;
};

/** GitHub takes 65,536 characters; the rest of the comment needs far less than what is left. */
const FINDINGS_CHARACTERS = 50_000;

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
const page = (code: string) => permanentUrl(`checks/${code}/`);

/** One checked entry as Markdown. Nothing of the entry comes through unescaped. */
export function entryComment(one: Commented): string {
  const { id, findings, derived, curves, prospect } = one;
  const errors = findings.filter(isError).length;
  const accepted = isAccepted(findings);
  const parts = [
    `### ${plainMarkdown(id)}: ${accepted ? "accepted" : "rejected"}`,
    accepted
      ? "The check found no error. What happens next: a maintainer has the samples re-measured, and reviewers rule on the entry."
      : `The check found ${plural(errors, "error")}. Mend the files and push again: everything that is wrong is listed, each with its place and its fix.`,
  ];
  if (accepted && prospect) parts.push(placeSentence(prospect.place, prospect.contest));
  if (derived.runs.length > 0) parts.push(derivedTable(derived));
  if (curves) parts.push(`\`\`\`text\n${curves}\n\`\`\``);
  if (findings.length > 0) parts.push(findingsTable(findings, one.source ?? null));
  parts.push("The same on your machine, on the branch: `npx imagegen-speedrun check --changed`");
  return `${parts.join("\n\n")}\n`;
}

/** As many findings as fit into a comment, and how to see the others. */
function findingsTable(findings: readonly Finding[], source: string | null): string {
  const whole = renderMarkdown(findings, page, source).trimEnd();
  if (whole.length <= FINDINGS_CHARACTERS) return whole;
  const rows = whole.split("\n");
  let length = 0;
  const kept = rows.filter((row) => {
    length += row.length + 1;
    return length <= FINDINGS_CHARACTERS;
  });
  const left = rows.length - kept.length;
  return `${kept.join("\n")}\n\n**${plural(left, "more finding")}** did not fit here; the command below shows all.`;
}

/** The place that the entry would take once everything it claims is confirmed. */
function placeSentence(place: Prospect, contest: string): string {
  const { rank, of, record, gain, isRecord } = place;
  const among = `place ${rank} of ${of} in ${plainMarkdown(contest)}`;
  if (record === null || gain === null) return `If confirmed: **${among}**, and its first record.`;
  const difference = `${Math.abs(gain * 100).toFixed(1)} % ${gain >= 0 ? "faster" : "slower"}`;
  const against = `${difference} than the record (${plainMarkdown(record.id)}, ${record.seconds.toFixed(1)} s)`;
  const news = isRecord
    ? "a new record"
    : gain > 0
      ? "within the margin that a record has to beat"
      : "no record";
  return `If confirmed: **${among}**, ${against}; ${news}.`;
}

/** What the logs show, whatever the claim says. */
function derivedTable({ runs, time_to_target_seconds: mean }: Derived): string {
  const seconds = (value: number | null) => (value === null ? "not reached" : `${value} s`);
  const rows = runs.map(
    (run) =>
      `| ${run.seed ?? "?"} | ${plainMarkdown(run.log ?? "?")}${run.line === null ? "" : ` line ${run.line}`} | ${seconds(run.time_to_target_seconds)} | ${run.samples_to_target ?? "–"} |`,
  );
  return [
    "Recomputed from the logs:",
    "",
    "| seed | log | time to target | samples seen |",
    "|---|---|---|---|",
    ...rows,
    ...(mean === null ? [] : [`| mean | | **${mean} s** | |`]),
  ].join("\n");
}
