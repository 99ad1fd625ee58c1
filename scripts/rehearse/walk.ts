import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { pathPolicy } from "../../src/checks/path-policy.ts";
import { readContent } from "../../src/content-tree/read-content.ts";
import { renderText } from "../../src/findings/render/text.ts";
import { changesSince } from "../../src/git/changes.ts";
import { buildRegistry } from "../../src/registry/index.ts";
import { verificationSchema } from "../../src/schemas/verification.ts";
import { buildSite } from "../build.ts";
import { run as check } from "../check.ts";
import { run as evaluate } from "../evaluate.ts";
import type { Io } from "../io.ts";
import { environmentPython } from "../python-environment.ts";
import { run as registry } from "../registry.ts";
import { captured, type Steps, Stopped } from "./progress.ts";
import { accept } from "./ruling.ts";
import { openPullRequest, pullRequest, type Stage, setStage } from "./stage.ts";
import { type Tampering, tamper } from "./tamper.ts";

/** The entry that goes the way: where it belongs in the content tree, and where it lies now. */
export type Subject = {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly source: string;
};

export type Plan = {
  readonly out: string;
  readonly content: string;
  readonly subject: Subject;
  readonly spoil: Tampering | null;
};

const pageOf = ({ id }: Subject) => join("runs", id, "index.html");

/** From pull request to record. Returns the path of the entry's page inside `<out>/site`. */
export async function walk(steps: Steps, io: Io, plan: Plan): Promise<string> {
  const { stage, head, openedAt } = await submit(steps, plan);
  await judge(steps, io, plan, stage, head);
  await merge(steps, plan, stage, openedAt);
  await publish(steps, io, plan, stage);
  return pageOf(plan.subject);
}

const size = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;

async function submit(steps: Steps, { out, content, subject, spoil }: Plan) {
  let stage: Stage | undefined;
  await steps.step("upstream", () => {
    stage = setStage(out, content, subject.path);
    const entries = stage.maintainer.git("ls-files", "content/submissions/*/result.json");
    return `a bare repository with ${entries.split("\n").length} earlier entries`;
  });
  if (!stage) throw new Error("the stage was not set");
  const set = stage;
  let head = "";
  await steps.step("pull request", () => {
    head = openPullRequest(set, subject, (folder) => spoil && tamper(folder, spoil));
    const folder = join(set.fork.path, "content", subject.path);
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)).length);
    const total = files.reduce((sum, bytes) => sum + bytes, 0);
    return `branch submit-${subject.id}, ${files.length} files, ${size(total)}, head ${head.slice(0, 7)}`;
  });
  return { stage: set, head, openedAt: new Date() };
}

/** Where reviewers look at a pull request: main, with its files laid beside as data. */
const reviewed = (stage: Stage, { subject }: Plan) =>
  join(stage.maintainer.path, "content", subject.path);

async function judge(steps: Steps, io: Io, plan: Plan, stage: Stage, head: string): Promise<void> {
  const { maintainer } = stage;
  const content = join(maintainer.path, "content");
  const folder = reviewed(stage, plan);
  await steps.step("path policy", () => {
    maintainer.git("fetch", "--quiet", "origin", pullRequest);
    const findings = pathPolicy(changesSince(maintainer, "main", head));
    if (findings.length > 0) throw new Stopped(renderText(findings));
    return "adds one submission folder, touches nothing else";
  });
  await steps.step("check", async () => {
    maintainer.git("restore", `--source=${head}`, "--", join("content", plan.subject.path));
    const output = captured(io);
    const code = await check([folder, "--content", content], output);
    if (code !== 0) throw new Stopped(output.text());
    return lastLine(output.text());
  });
  await steps.step("kernel environment", async () => {
    await environmentPython(io);
    return "Python with NumPy, SciPy, Pillow; pinned by hash";
  });
  await steps.step("evaluate", async () => {
    const output = captured(io);
    const code = await evaluate([folder, "--content", content], output);
    if (code !== 0) throw new Stopped(output.text());
    return evaluated(folder);
  });
}

const lastLine = (text: string) => text.trimEnd().split("\n").at(-1) ?? "";

function readVerification(folder: string) {
  return verificationSchema.parse(
    JSON.parse(readFileSync(join(folder, "verification.json"), "utf8")),
  );
}

function evaluated(folder: string): string {
  const { verdict, measured, samples } = readVerification(folder);
  const values = Object.entries(measured).map(
    ([metric, value]) => `${metric} ${value.toPrecision(4)}`,
  );
  return `${verdict}: ${values.join(", ")} on ${samples.count} samples`;
}

async function merge(steps: Steps, plan: Plan, stage: Stage, openedAt: Date): Promise<void> {
  const { maintainer } = stage;
  const folder = reviewed(stage, plan);
  const waiting = join(plan.out, "measured");
  await steps.step("ruling", () => {
    const { rulings } = accept(folder, readVerification(folder), openedAt);
    return `${rulings[0]?.decision}ed under ${rulings[0]?.ruleset}, in writing (rulings.yaml)`;
  });
  await steps.step("merge", () => {
    // The branch is merged as it was submitted; what was measured and ruled is a commit of its own.
    cpSync(folder, waiting, { recursive: true });
    rmSync(folder, { recursive: true });
    maintainer.git(
      "merge",
      "--quiet",
      "--no-ff",
      "-m",
      `Merge pull request 1: ${plan.subject.id}`,
      "FETCH_HEAD",
    );
    mkdirSync(folder, { recursive: true });
    cpSync(waiting, folder, { recursive: true });
    rmSync(waiting, { recursive: true });
    maintainer.git("add", "--all");
    maintainer.git("commit", "--quiet", "-m", `Verify and accept ${plan.subject.id}`);
    maintainer.git("push", "--quiet", "origin", "main");
    return `main is now ${maintainer.git("rev-parse", "--short", "HEAD")}`;
  });
}

async function publish(steps: Steps, io: Io, plan: Plan, stage: Stage): Promise<void> {
  const content = join(stage.maintainer.path, "content");
  await steps.step("registry", async () => {
    const file = join(plan.out, "registry.json");
    if ((await registry(["--content", content, "--out", file], captured(io))) !== 0) {
      throw new Error("the merged content is broken");
    }
    return placed(await readContent(content), plan.subject.id);
  });
  await steps.step("site", async () => {
    const site = join(plan.out, "site");
    await buildSite(content, site);
    if (!existsSync(join(site, pageOf(plan.subject)))) {
      throw new Error(`the site has no page ${pageOf(plan.subject)}`);
    }
    return relative(process.cwd(), site) || ".";
  });
}

function placed(tree: Awaited<ReturnType<typeof readContent>>, id: string): string {
  const { submissions, records } = buildRegistry(tree);
  const entry = submissions.find((candidate) => candidate.id === id);
  const record = records.find((candidate) => candidate.submission === id);
  if (!entry) throw new Error("the merged entry is not in the registry");
  const time = `${entry.time_to_target_seconds?.toFixed(1)} s to target`;
  const gain = record?.gain_relative;
  const news = record
    ? `a new record${gain === null || gain === undefined ? "" : `, ${(gain * 100).toFixed(1)} % faster`}`
    : "no record";
  return `${entry.standing}, rank ${entry.rank ?? "–"}, ${time}: ${news}`;
}
