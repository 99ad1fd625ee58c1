import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readDiscussions, readRemovals } from "../src/content-tree/read-discussions.ts";
import {
  deleted,
  discussionText,
  merged,
  nameOf,
  withoutRemoved,
} from "../src/discussions/mirror.ts";
import { renderText } from "../src/findings/render/text.ts";
import { commitOnBranch, headOf } from "../src/github/branches.ts";
import type { GitHub } from "../src/github/client.ts";
import { changedDiscussions } from "../src/github/discussions.ts";
import { keepIssue } from "../src/github/issues.ts";
import { changedThreads, readThread, threadExists } from "../src/github/threads.ts";
import { type Discussion, type Removals, syncSchema } from "../src/schemas/discussion.ts";
import { site } from "../src/site.ts";
import { withGitHub } from "./github.ts";
import { type Io, Misuse } from "./io.ts";
import { contentAt, ownContent } from "./repository.ts";
import { writeWhole } from "./write-file.ts";

const LABEL = "mirror: waiting";

/**
 * `discussions [--repo owner/name] [--full] [--branch NAME] [--content DIR]`: mirrors the public
 * threads into content/discussions/: what changed since the last time, or with --full
 * everything, which also finds what was deleted. With --branch it puts them on a branch, and keeps
 * one issue with the link from which a person opens the pull request. Exit 0, 2.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      repo: { type: "string" },
      full: { type: "boolean", default: false },
      branch: { type: "string" },
      content: { type: "string", default: ownContent },
    },
  });
  if (values.repo !== undefined && !/^[\w.-]+\/[\w.-]+$/.test(values.repo)) {
    throw new Misuse(`--repo is ${JSON.stringify(values.repo)}; it has to be owner/name.`);
  }
  const content = contentAt(values.content);
  const env = {
    ...(io.env ?? process.env),
    ...(values.repo ? { GITHUB_REPOSITORY: values.repo } : {}),
  };
  return withGitHub({ ...io, stdout: io.stdout, stderr: io.stderr, env }, async (github) => {
    const written = await mirrored(github, content, values.full);
    io.stdout.write(
      written.size === 0 ? "nothing has changed\n" : `${written.size} threads mirrored\n`,
    );
    // All at once and after everything was read: a run that breaks leaves the old mirror whole.
    for (const [name, text] of written) writeWhole(join(content, "discussions", name), text);
    if (values.branch !== undefined)
      io.stdout.write(`${await offered(github, values.branch, written)}\n`);
    return 0;
  });
}

const sinceIn = (content: string): string | null => {
  const path = join(content, "discussions", "sync.json");
  return existsSync(path) ? syncSchema.parse(JSON.parse(readFileSync(path, "utf8"))).since : null;
};

/** What is mirrored already. A broken file is not overwritten: its words may be nowhere else. */
function kept(content: string): { before: Map<string, Discussion>; removals: Removals } {
  const threads = readDiscussions(content);
  const removals = readRemovals(content);
  const findings = [...threads.findings, ...removals.findings];
  if (findings.length > 0) throw new Misuse(`${renderText(findings)}\nNothing was mirrored.`);
  const before = new Map(threads.value.map((thread) => [nameOf(thread), thread]));
  return { before, removals: removals.value };
}

/** The files that differ from those that are there, by name. */
async function mirrored(
  github: GitHub,
  content: string,
  full: boolean,
): Promise<Map<string, string>> {
  const { before, removals } = kept(content);
  const since = full ? null : sinceIn(content);
  const now = new Map<string, Discussion>();
  for (const issue of await changedThreads(github, site.mirroredLabels, since)) {
    const thread = await readThread(github, issue);
    if (thread) now.set(nameOf(thread), thread);
  }
  for (const thread of await changedDiscussions(github, since)) now.set(nameOf(thread), thread);
  const threads = new Map(
    [...now].map(([name, thread]) => [name, merged(before.get(name) ?? null, thread)]),
  );
  for (const [name, thread] of before) {
    if (now.has(name)) continue;
    const isGone = full && thread.state !== "deleted" && (await vanished(github, thread));
    threads.set(name, isGone ? deleted(thread) : thread);
  }
  const files = [...threads].map(
    ([name, thread]) => [`${name}.json`, discussionText(withoutRemoved(thread, removals))] as const,
  );
  const moments = [...now.values()].map(({ updated_at }) => updated_at).toSorted();
  const latest = moments.at(-1) ?? sinceIn(content);
  files.push(["sync.json", `${JSON.stringify({ since: latest }, null, 2)}\n`]);
  const path = (name: string) => join(content, "discussions", name);
  return new Map(
    files.filter(
      ([name, text]) => !existsSync(path(name)) || readFileSync(path(name), "utf8") !== text,
    ),
  );
}

/** A discussion that a full reading did not find is gone; an issue may only have lost its label. */
async function vanished(github: GitHub, { kind, number }: Discussion): Promise<boolean> {
  return kind === "discussion" || !(await threadExists(github, number));
}

/** Puts the files on a branch of ours and tells where a person can make a pull request of it. */
async function offered(
  github: GitHub,
  branch: string,
  written: ReadonlyMap<string, string>,
): Promise<string> {
  const said = (url: string) => ({
    title: "Mirrored threads are waiting to be merged",
    body: `The public threads changed. [Open the pull request](${url}) that keeps them, look at it, and merge it. This issue closes by itself.`,
  });
  if (written.size === 0) {
    const told = await keepIssue(github, LABEL, { over: "Everything is mirrored." });
    return `issue: ${told}`;
  }
  await commitOnBranch(github, branch, {
    parents: [await headOf(github, "main")],
    files: [...written].map(([name, text]) => ({
      path: `content/discussions/${name}`,
      bytes: Buffer.from(text),
    })),
    message: "Mirror the public threads",
  });
  const url = new URL(`${github.webUrl}/compare/main...${branch}`);
  url.searchParams.set("expand", "1");
  url.searchParams.set("title", "Mirror the public threads");
  return `issue: ${await keepIssue(github, LABEL, said(url.href))}; ${url.href}`;
}
