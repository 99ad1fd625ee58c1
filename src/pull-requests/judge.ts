import { relative } from "node:path";
import { caseOf, checkSubmission, isAccepted } from "../checks/index.ts";
import { asNeighbour, neighboursIn } from "../content-tree/neighbours.ts";
import { readContent, readEntry } from "../content-tree/read-content.ts";
import { readSubmission } from "../content-tree/read-submission.ts";
import { type Finding, isError } from "../findings/finding.ts";
import { plainMarkdown, renderMarkdown } from "../findings/render/markdown.ts";
import { derive } from "../registry/derive.ts";
import { buildRegistry } from "../registry/index.ts";
import { prospectOf } from "../registry/prospect.ts";
import { permanentUrl } from "../site.ts";
import { entryComment } from "./comment.ts";
import { type Contents, MOST_FOLDERS } from "./contents.ts";
import type { QueueState } from "./queue.ts";
import { sparklines } from "./sparkline.ts";

/** What main's own code says of a commit. */
export type Judgement = {
  readonly state: "success" | "failure";
  /** One short sentence, for the status. */
  readonly sentence: string;
  /** The comment; null where there is nothing to say to anybody. */
  readonly comment: string | null;
  readonly queue: QueueState | null;
  /** With the files' paths from the root of the repository. */
  readonly findings: readonly Finding[];
};

/** Whether the verification that lies in a folder was made by the kernel; see src/provenance. */
export type Prove = (folder: string) => Promise<{ proven: boolean; sentence: string }>;

type Setting = {
  /** Main's content tree. */
  readonly content: string;
  readonly today: string;
  readonly prove: Prove;
  /** Where people see the repository. */
  readonly webUrl: string;
};

/** Judges what a commit changes, with main's content and main's code. */
export async function judge(contents: Contents, setting: Setting): Promise<Judgement> {
  const { kind, folders } = contents;
  if (kind === "ordinary") {
    return passed("Touches no submission; people review it.");
  }
  if (kind === "mixed") return refused(contents);
  if (folders.length > MOST_FOLDERS) {
    return failed(`Touches ${folders.length} entries; ${MOST_FOLDERS} at most at a time.`);
  }
  if (kind === "submission") return submission(contents, setting);
  return records(contents, setting);
}

const passed = (sentence: string): Judgement => ({
  state: "success",
  sentence,
  comment: null,
  queue: null,
  findings: [],
});

const failed = (sentence: string, findings: readonly Finding[] = []): Judgement => ({
  state: "failure",
  sentence,
  comment: null,
  queue: null,
  findings,
});

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
const page = (code: string) => permanentUrl(`checks/${code}/`);

/** Touches entries together with something else, or in a way that nobody may. */
function refused({ findings }: Contents): Judgement {
  const sentence = `${plural(findings.length, "path")} that a pull request with an entry may not touch.`;
  const comment = [
    "### This pull request touches more than one entry's own folder",
    "A submission adds one new folder under content/submissions/ and changes nothing else. That is what makes it safe to check and quick to merge.",
    renderMarkdown(findings.slice(0, 50), page).trimEnd(),
  ].join("\n\n");
  return { state: "failure", sentence, comment: `${comment}\n`, queue: "mend", findings };
}

/** One folder's submission, with everything a rule may look at. */
async function looked(folder: string, { content, today }: Setting) {
  const read = await readSubmission(folder);
  const own = asNeighbour(read);
  const sizes = new Map([[folder, own]]);
  const others = neighboursIn(content, sizes).filter(({ path }) => path !== own.path);
  const { rulesets, entries } = await readContent(content);
  const surroundings = { rulesets, entries: [...others, own], today };
  return { one: caseOf(read, surroundings), tree: { rulesets, entries } };
}

/** An entry as its submitter sent it. */
async function submission(contents: Contents, setting: Setting): Promise<Judgement> {
  const path = contents.folders[0] ?? "";
  const { one, tree } = await looked(await contents.take(path), setting);
  const findings = checkSubmission(one.submission, one.surroundings);
  const derived = derive(one);
  const value = one.submission.result?.value as { hardware?: { class?: unknown } } | undefined;
  const hardware = String(value?.hardware?.class ?? "");
  const place =
    one.ruleset && one.track
      ? prospectOf(
          buildRegistry(tree),
          { ruleset: one.ruleset.id, track: one.track.id, hardware_class: hardware },
          derived,
        )
      : null;
  const known = one.ruleset?.hardware_classes.find(({ id }) => id === hardware);
  const contest = `${one.ruleset?.title}, ${one.track?.title}, ${known?.name ?? "other hardware"}`;
  const accepted = isAccepted(findings);
  const errors = findings.filter(isError).length;
  return {
    state: accepted ? "success" : "failure",
    sentence: accepted
      ? `No error${findings.length > 0 ? `, ${plural(findings.length, "remark")}` : ""}.`
      : `${plural(errors, "error")}; the comment lists them.`,
    comment: entryComment({
      id: one.submission.id,
      findings,
      derived,
      source: `${setting.webUrl}/blob/${contents.head}/${path}`,
      curves: sparklines(one),
      prospect: place && { place, contest },
    }),
    queue: accepted ? "measure" : "mend",
    findings: findings.map((found) => ({ ...found, file: `${path}/${found.file}` })),
  };
}

/** What the kernel measured and what reviewers ruled, for entries of this commit. */
async function records(contents: Contents, setting: Setting): Promise<Judgement> {
  const findings: Finding[] = [];
  const doubts: string[] = [];
  for (const path of contents.folders) {
    const folder = await contents.take(path);
    const { one, tree } = await looked(folder, setting);
    const told = checkSubmission(one.submission, one.surroundings);
    const entry = await readEntry(contents.taken, path.replace("content/", ""), tree.rulesets);
    const broken = entry.findings.filter(({ code }) => code === "record-broken");
    findings.push(
      ...told.map((found) => ({ ...found, file: `${path}/${found.file}` })),
      ...broken.map((found) => ({ ...found, file: `content/${found.file}` })),
    );
    const touched = contents.changes.filter((change) => change.path.startsWith(`${path}/`));
    if (touched.some((change) => !change.path.endsWith("/rulings.yaml"))) {
      const { proven, sentence } = await setting.prove(folder);
      if (!proven) doubts.push(`${relative("content", path)}: ${sentence}`);
    }
  }
  const errors = findings.filter(isError).length;
  if (doubts.length > 0) {
    return { ...failed(doubts[0] ?? "", findings), comment: doubted(doubts) };
  }
  if (errors > 0) return failed(`${plural(errors, "error")} in entries that it touches.`, findings);
  const what = contents.kind === "ruling" ? "Rulings" : "Measurements, each with its proof,";
  return passed(
    `${what} for ${plural(contents.folders.length, "entry").replace("entrys", "entries")}.`,
  );
}

const doubted = (doubts: readonly string[]) =>
  [
    "### A measurement here is not proven",
    "verification.json is written by the kernel in this repository's own workflow, which signs it. Each of these is not, or was changed afterwards:",
    ...doubts.slice(0, 50).map((doubt) => `- ${plainMarkdown(doubt)}`),
  ].join("\n\n");
