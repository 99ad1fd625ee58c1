import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { firstProblem } from "../src/content-tree/problem.ts";
import { readContent } from "../src/content-tree/read-content.ts";
import type { GitHub } from "../src/github/client.ts";
import { readPullRequest } from "../src/github/pull-requests.ts";
import { fetchContents } from "../src/pull-requests/contents.ts";
import { judge } from "../src/pull-requests/judge.ts";
import { type Measuring, measuringSchema } from "../src/schemas/admission.ts";
import { type ToMeasure, writeAdmission } from "./admit/write-admission.ts";
import { proveWith } from "./github/prove.ts";
import { fullSha, wholeNumber, withGitHub } from "./github.ts";
import { type Io, Misuse, setOutput } from "./io.ts";
import { contentAt, ownContent, repositoryRoot } from "./repository.ts";

/** GitHub runs no more than this many jobs of one matrix; the rest come with the next start. */
const MOST_AT_ONCE = 200;

/**
 * `admit --out DIR` with `--pull N --head SHA` (an open pull request, exactly at that commit),
 * or `--again` with ids of entries on main, "stale" (those measured by another kernel than their
 * ruleset asks for, or not at all) or "nightly": decides what may be measured and writes one folder
 * per entry with admission.json, request.json and the samples that lie in the repository.
 * Exit 0: written. 1: not admitted, with the reason. 2: could not.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      pull: { type: "string" },
      head: { type: "string" },
      again: { type: "string" },
      out: { type: "string" },
      content: { type: "string", default: ownContent },
      measuring: { type: "string", default: join(repositoryRoot, ".github", "measuring.yaml") },
    },
  });
  if (values.out === undefined) throw new Misuse("admit needs --out DIR.");
  const out = resolve(values.out);
  if (existsSync(out)) throw new Misuse(`${out} exists already; admit writes into a new folder.`);
  const content = contentAt(values.content);
  const settings = readMeasuring(resolve(values.measuring));
  // A form that was left empty comes as an empty text.
  const number = wholeNumber("pull", values.pull || undefined);
  const again = values.again || undefined;
  if ((number === undefined) === (again === undefined)) {
    throw new Misuse("admit takes --pull N --head SHA, or --again stale|nightly|ID,ID…");
  }
  if (number !== undefined) {
    const head = fullSha("head", values.head);
    return withGitHub(io, async (github, folder) => {
      const found = await pullRequest(github, { number, head, content, into: folder });
      if (typeof found === "string") return refused(io, found);
      return admitted(io, out, [found], settings);
    });
  }
  const named = again?.split(",").map((id) => id.trim()) ?? [];
  const wanted = again === "nightly" ? settings.nightly : again === "stale" ? "stale" : named;
  const entries = await onMain(content, wanted);
  return typeof entries === "string" ? refused(io, entries) : admitted(io, out, entries, settings);
}

function refused(io: Io, reason: string): number {
  io.stderr.write(`Not admitted: ${reason}\n`);
  return 1;
}

type Ready = Measuring & { readonly image: string };

function readMeasuring(path: string): Ready {
  const parsed = measuringSchema.safeParse(parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Misuse(`${path}: ${firstProblem(parsed.error)}`);
  const { image, hosts } = parsed.data;
  if (image === null || hosts.length === 0) {
    const missing = [image === null ? "image" : [], hosts.length === 0 ? "hosts" : []].flat();
    throw new Misuse(
      `${path} has no ${missing.join(" and no ")} yet. docs/setup-github.md says how to fill it in.`,
    );
  }
  return { ...parsed.data, image };
}

type Asked = {
  readonly number: number;
  readonly head: string;
  readonly content: string;
  readonly into: string;
};

/** The entry of an open pull request, or why it may not be measured. */
async function pullRequest(github: GitHub, asked: Asked): Promise<ToMeasure | string> {
  const { number, head, content, into } = asked;
  const pull = await readPullRequest(github, number);
  if (!pull.open) return `#${number} is not open.`;
  if (pull.headSha !== head) {
    return `#${number} is at ${pull.headSha}, not at ${head}: something was pushed after it was looked at. Look at it again and start with the new commit.`;
  }
  const contents = await fetchContents(github, { head, branch: pull.baseBranch, into });
  if (contents.kind !== "submission") {
    return `#${number} is no submission (${contents.kind}): only an entry's own new folder is measured.`;
  }
  const today = new Date().toISOString().slice(0, 10);
  const judgement = await judge(contents, {
    content,
    today,
    prove: proveWith(undefined),
    webUrl: github.webUrl,
  });
  if (judgement.state !== "success") return `the check rejects #${number}: ${judgement.sentence}`;
  const path = contents.folders[0] ?? "";
  return {
    path,
    folder: join(into, path.replace("content/", "")),
    content,
    pull_request: { number, head_sha: head, opened_at: pull.openedAt },
  };
}

/** Entries that are merged, by id, or all whose measurement is not of their ruleset's kernel. */
async function onMain(
  content: string,
  wanted: readonly string[] | "stale",
): Promise<ToMeasure[] | string> {
  const { entries, rulesets } = await readContent(content);
  const measured = entries.filter(({ ruleset, verification }) => {
    const kernel = rulesets.find(({ id }) => id === ruleset)?.kernel;
    return kernel !== null && verification?.kernel.version !== kernel?.version;
  });
  if (wanted === "stale" && measured.length === 0) return "every entry is measured already.";
  const missing =
    wanted === "stale" ? [] : wanted.filter((id) => !entries.some((entry) => entry.id === id));
  if (missing.length > 0) return `there is no entry ${missing.join(", ")}.`;
  const chosen =
    wanted === "stale" ? measured : entries.filter((entry) => wanted.includes(entry.id));
  return chosen.slice(0, MOST_AT_ONCE).map(({ path }) => ({
    path: `content/${path}`,
    folder: join(content, path),
    content,
    pull_request: null,
  }));
}

async function admitted(
  io: Io,
  out: string,
  entries: readonly ToMeasure[],
  settings: Ready,
): Promise<number> {
  const admissions = entries.map((entry) => writeAdmission(out, entry, settings));
  const measurements = admissions.flatMap(({ submission, hosts }) =>
    hosts.map((host, index) => ({ entry: submission, host, number: index + 1 })),
  );
  const outputs = {
    entries: JSON.stringify(admissions.map(({ submission }) => submission)),
    measurements: JSON.stringify(measurements),
    image: settings.image,
  };
  for (const [name, value] of Object.entries(outputs)) setOutput(io, name, value);
  for (const { submission, request_sha256, hosts } of admissions) {
    io.stdout.write(
      `admitted: ${submission}, request ${request_sha256.slice(0, 12)}, on ${hosts.join(" and ")}\n`,
    );
  }
  return 0;
}
