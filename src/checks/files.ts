import { type Finding, finding } from "../findings/finding.ts";
import { isPicture } from "../measurement/pictures.ts";
import { nearest } from "./nearest.ts";
import { type Case, listAt, textAt } from "./submission.ts";

/** Written by the kernel and by reviewers; the path policy keeps submitters from bringing them. */
export const isAddedByReview = (name: string): boolean => RECORDS.has(name) || isPicture(name);
const RECORDS = new Set(["verification.json", "verification.sigstore.json", "rulings.yaml"]);

/** Files that the runs of result.json name. */
export function namedFiles(result: unknown): string[] {
  return listAt(result, "runs").flatMap((run) =>
    [textAt(run, "log"), textAt(run, "samples", "uri")].filter((name) => name !== undefined),
  );
}

/** Nothing but what belongs to a submission, and nothing too large. */
export function files({ submission, ruleset }: Case): Finding[] {
  const findings: Finding[] = [];
  const { items, result } = submission;
  if (!items.some(({ name }) => name === "README.md")) {
    findings.push(finding("readme-missing", { file: "README.md" }, { folder: submission.id }));
  }
  const named = namedFiles(result?.value);
  const known = new Set(["result.json", "README.md", ...named]);
  const absent = named.filter((name) => !items.some((item) => item.name === name));
  for (const { name, kind } of items) {
    if (kind === "file" && (known.has(name) || isAddedByReview(name))) continue;
    // Without a readable result.json nobody knows which files it names.
    if (kind === "file" && (result === null || result.broken !== null)) continue;
    const log = submission.logs.get(name);
    if (log && absent.length === 0) {
      findings.push(finding("run-left-out", { file: name }, { name, seed: log.seed }));
      continue;
    }
    const args = { name, kind, nearest: nearest(name, absent) };
    findings.push(finding("file-unexpected", { file: name }, args));
  }
  return [...findings, ...sizes({ items, limits: ruleset?.limits })];
}

function sizes({
  items,
  limits,
}: {
  items: Case["submission"]["items"];
  limits: NonNullable<Case["ruleset"]>["limits"] | undefined;
}): Finding[] {
  if (!limits) return [];
  const tooLarge = (file: string, bytes: number, limit: number) =>
    bytes > limit ? [finding("file-too-large", { file }, { name: file, bytes, limit })] : [];
  const logs = items.filter(({ name }) => /\.jsonl(\.gz)?$/.test(name));
  const total = items.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    ...logs.flatMap(({ name, bytes }) => tooLarge(name, bytes, limits.log_bytes)),
    ...tooLarge("the folder", total, limits.folder_bytes),
  ];
}
