import { parseArgs } from "node:util";
import { renderSarif } from "../src/findings/render/sarif.ts";
import type { GitHub } from "../src/github/client.ts";
import { uploadSarif } from "../src/github/code-scanning.ts";
import { keepComment } from "../src/github/comments.ts";
import { keepLabel } from "../src/github/labels.ts";
import { type PullRequest, pullRequestAt, readPullRequest } from "../src/github/pull-requests.ts";
import { setStatus, stateOf, statusNames } from "../src/github/statuses.ts";
import { readRun } from "../src/github/workflow-runs.ts";
import { fetchContents } from "../src/pull-requests/contents.ts";
import { type Judgement, judge } from "../src/pull-requests/judge.ts";
import { type QueueState, queue, queueLabels } from "../src/pull-requests/queue.ts";
import { proveWith } from "./github/prove.ts";
import { wholeNumber, withGitHub } from "./github.ts";
import { type Io, Misuse } from "./io.ts";
import { contentAt, ownContent } from "./repository.ts";

export const REPORT_MARKER = "<!-- imagegen-speedrun: report -->";

/** A commit to judge, and the pull request it is the head of; null on the merge queue. */
type Target = { readonly head: string; readonly branch: string; readonly pull: PullRequest | null };

/**
 * `report --run ID | --pull N`: judges a pull request with this checkout's code and content, from
 * its files as data, and says so on it: status, comment, label, places in the code view.
 * Exit 0: said, whatever the verdict. 2: could not.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      run: { type: "string" },
      pull: { type: "string" },
      content: { type: "string", default: ownContent },
      "trusted-root": { type: "string" },
    },
  });
  const runId = wholeNumber("run", values.run);
  const number = wholeNumber("pull", values.pull);
  if ((runId === undefined) === (number === undefined)) {
    throw new Misuse("report takes --run ID or --pull N.");
  }
  return withGitHub(io, async (github, folder) => {
    const target = await targetOf(github, runId, number);
    if (typeof target === "string") {
      io.stdout.write(`${target}\n`);
      return 0;
    }
    const { head, branch } = target;
    const contents = await fetchContents(github, { head, branch, into: folder });
    const today = new Date().toISOString().slice(0, 10);
    const prove = proveWith(values["trusted-root"]);
    const content = contentAt(values.content);
    const judgement = await judge(contents, { content, today, prove, webUrl: github.webUrl });
    await say(github, target, judgement);
    io.stdout.write(
      `${target.pull ? `#${target.pull.number}` : "merge group"} ${head.slice(0, 7)}: ${contents.kind}, ${judgement.state}: ${judgement.sentence}\n`,
    );
    return 0;
  });
}

/** What a run was about, or a sentence that says why there is nothing to report. */
async function targetOf(
  github: GitHub,
  runId: number | undefined,
  number: number | undefined,
): Promise<Target | string> {
  if (number !== undefined) {
    const pull = await readPullRequest(github, number);
    return pull.open
      ? { head: pull.headSha, branch: pull.baseBranch, pull }
      : `#${number} is not open: nothing to report.`;
  }
  const { event, headSha, headBranch, headRepository } = await readRun(github, runId ?? 0);
  if (event === "merge_group") return { head: headSha, branch: "main", pull: null };
  if (event !== "pull_request") return `A run on ${event} has no pull request to report to.`;
  const head = { sha: headSha, branch: headBranch, repository: headRepository };
  const pull = await pullRequestAt(github, head);
  if (pull) return { head: headSha, branch: pull.baseBranch, pull };
  return `No open pull request has ${headSha.slice(0, 7)} as its head: it is closed, or a newer push is being checked.`;
}

/** A check that runs again does not send an entry back that was measured at this commit. */
async function queueState(
  github: GitHub,
  head: string,
  judged: QueueState | null,
): Promise<QueueState | null> {
  if (judged !== "measure") return judged;
  const measured = await stateOf(github, head, statusNames.measurement);
  if (measured === "success" || measured === "failure") return "rule";
  return measured === "error" ? "remeasure" : judged;
}

async function say(github: GitHub, { head, pull }: Target, judgement: Judgement): Promise<void> {
  const { state, sentence: description } = judgement;
  const now = pull && (await readPullRequest(github, pull.number));
  // The status speaks of its commit and is always true; a comment would speak of what is gone.
  const isCurrent = now?.open && now.headSha === head;
  if (isCurrent) {
    if (judgement.comment !== null) {
      const commit = `<sub>Checked: ${head} with the rules of main.</sub>`;
      await keepComment(github, now.number, REPORT_MARKER, `${judgement.comment}\n${commit}\n`);
    }
    const place = await queueState(github, head, judgement.queue);
    await keepLabel(github, now.number, queueLabels, place && queue[place].label);
    if (judgement.findings.length > 0) {
      await uploadSarif(github, now, renderSarif(judgement.findings));
    }
  }
  await setStatus(github, head, { name: statusNames.submission, state, description });
  if (pull === null) {
    // On the merge queue no pull_request_target comes; the fence was passed on the way in.
    await setStatus(github, head, { name: statusNames.guard, state, description });
  }
}
