import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { JobResult } from "../../tests/github/actions/player.ts";
import { entryId, replaced, submission, World } from "../../tests/github/stage.ts";
import type { Pull } from "../../tests/github/stand-in/state.ts";
import { buildSite } from "../build.ts";
import type { Io } from "../io.ts";
import { environmentPython } from "../python-environment.ts";
import { captured, type Steps, Stopped } from "./progress.ts";

/**
 * The first submission's story on a stand-in of GitHub on this machine: the workflow files are
 * played step by step, with real git, the real kernel and real signatures of an authority of our own.
 * The stage is the one that the tests use. Returns the page of the entry inside `out`/site.
 */
export async function walkOnGithub(steps: Steps, io: Io, out: string): Promise<string> {
  let world: World | undefined;
  await steps.step("stand-in GitHub", async () => {
    await environmentPython(captured(io));
    world = await World.begin();
    return `on ${world.github.apiUrl}, holding every request against GitHub's published description`;
  });
  if (!world) throw new Error("the stage was not set");
  using stage = world;
  const pull = await submitted(steps, io, stage);
  await measured(steps, io, stage, pull);
  await landed(steps, stage, pull);
  const site = join(out, "site");
  await steps.step("site", async () => {
    rmSync(site, { recursive: true, force: true });
    await buildSite(join(stage.mainNow(), "content"), site);
    return "built from main";
  });
  const page = join("runs", entryId, "index.html");
  if (!existsSync(join(site, page))) throw new Error(`the site has no page ${page}`);
  const { violations, requests } = stage.github;
  if (violations.length > 0) throw new Stopped(violations.join("\n"));
  io.stdout.write(`\n${requests.length} requests, each as GitHub's description has it.\n`);
  return page;
}

const sentence = (world: World, pull: Pull, names: readonly string[]) =>
  names.map((name) => `${name} ${world.statusOf(pull.head, name) ?? "not set"}`).join(" · ");

/** Comments as people read them on GitHub, without the marker that finds them again. */
function show(io: Io, comment: string | undefined): void {
  const text = (comment ?? "").replace(/^<!--.*-->\n/, "").trimEnd();
  io.stdout.write(`\n${text.replaceAll(/^/gm, "    │ ")}\n\n`);
}

/** Opened with three mistakes, answered, mended. */
async function submitted(steps: Steps, io: Io, world: World): Promise<Pull> {
  let files = submission();
  files = replaced(files, "result.json", /("commit": ")[0-9a-f]{40}/, "$1abc123");
  files = replaced(files, "result.json", /("fd_digits": )1/, "$10");
  files = replaced(files, "result.json", /("no_extra_labelled_data": )true/, "$1false");
  const pull = world.github.openPullRequest({ author: "newcomer", branch: "my-entry", files });
  await steps.step("pull request", async () => {
    await world.pushed(pull);
    return `#${pull.number}, with three mistakes: ${sentence(world, pull, ["guard", "submission"])}`;
  });
  show(io, world.commentsOn(pull)[0]);
  await steps.step("mended and pushed", async () => {
    world.github.push(pull, submission());
    await world.pushed(pull);
    return `${sentence(world, pull, ["guard", "submission"])} · ${world.labelsOf(pull).join(", ")}`;
  });
  show(io, world.commentsOn(pull)[0]);
  return pull;
}

const lastLine = (results: readonly JobResult[], job: string) =>
  results
    .find((one) => one.job === job)
    ?.log.trimEnd()
    .split("\n")
    .at(-1) ?? "";

async function measured(steps: Steps, io: Io, world: World, pull: Pull): Promise<void> {
  await steps.step("evaluate", async () => {
    const results = await world.evaluate({ pull: String(pull.number), head: pull.head });
    const failed = results.find(({ result }) => result === "failure");
    if (failed) throw new Stopped(failed.log);
    const jobs = results.flatMap(({ job, result }) => (result === "success" ? [job] : []));
    return `${jobs.join(" → ")}: ${lastLine(results, "publish")}`;
  });
  show(io, world.commentsOn(pull)[1]);
}

async function landed(steps: Steps, world: World, pull: Pull): Promise<void> {
  const { github } = world;
  const branch = `verified/${entryId}`;
  await steps.step("landing", async () => {
    const landing = github.openFromBranch({ author: "maintainer", branch });
    await world.pushed(landing);
    github.merge(branch);
    return `#${landing.number}: ${sentence(world, landing, ["submission"])}; merged, and #${pull.number} is ${pull.mergedAt ? "merged with it" : "open"}`;
  });
  await steps.step("publish", async () => {
    const results = await world.play("publish.yml", {
      name: "push",
      ref: "refs/heads/main",
      sha: "",
    });
    const failed = results.find(({ result }) => result === "failure");
    if (failed) throw new Stopped(failed.log);
    const proofs = results[0]?.log.match(/^proven: .*$/gm) ?? [];
    const { records } = await world.registry();
    return `${proofs.length} signature proven; the record is ${records.at(-1)?.submission}`;
  });
}
