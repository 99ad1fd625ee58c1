import { isAccepted } from "../../src/checks/index.ts";
import type { CheckedFolder } from "../../src/content-tree/check-folders.ts";
import { plainMarkdown, renderMarkdown } from "../../src/findings/render/markdown.ts";
import { permanentUrl } from "../../src/site.ts";

/** One checked folder as the comment on its pull request. Nothing in it comes through unescaped. */
export function comment({ id, findings, derived }: CheckedFolder): string {
  const accepted = isAccepted(findings);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const verdict = accepted
    ? "The check found no error. What happens next: a maintainer has the samples re-measured, and reviewers rule on the entry."
    : `The check found ${errors} error${errors === 1 ? "" : "s"}. Mend the files and push again: everything that is wrong is listed, each with its place and its fix.`;
  const parts = [`### ${plainMarkdown(id)}: ${accepted ? "accepted" : "rejected"}`, verdict];
  if (derived.runs.length > 0) parts.push(derivedTable(derived));
  if (findings.length > 0) {
    parts.push(renderMarkdown(findings, (code) => permanentUrl(`checks/${code}/`)).trimEnd());
  }
  parts.push(`The same on your machine: \`npx imagegen-speedrun check content/submissions/…\``);
  return `${parts.join("\n\n")}\n`;
}

/** What the logs show, whatever the claim says. */
function derivedTable({ runs, time_to_target_seconds: mean }: CheckedFolder["derived"]): string {
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
