import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TestAuthority } from "../../provenance/test-authority.ts";
import { root } from "../../scripts/command.ts";
import { entryId, entryPath, submission, World } from "../stage.ts";

const bundlePath = `${entryPath}/verification.sigstore.json`;
const measured = readFileSync(join(root, entryPath, "verification.json"));

test("a run with another's branch name says nothing on another's pull request", async () => {
  using world = await World.begin();
  const { github } = world;
  const victim = github.openPullRequest({ author: "victim", branch: "entry", files: submission() });
  const attacker = github.openPullRequest({
    author: "attacker",
    branch: "entry",
    files: { "x.txt": "x" },
  });
  // The run is of the attacker's commit, but its branch and repository read like the victim's.
  const id = github.state.nextId();
  github.state.runs.set(id, {
    id,
    event: "pull_request",
    head: attacker.head,
    branch: "entry",
    repository: victim.fork,
  });
  const run = { id, event: "pull_request", head_sha: attacker.head };
  const [report] = await world.play("report.yml", {
    name: "workflow_run",
    ref: "refs/heads/main",
    sha: attacker.head,
    payload: { workflow_run: run },
  });
  expect(report?.result).toBe("success");
  expect(report?.log).toContain("No open pull request has");
  expect(world.commentsOn(victim)).toEqual([]);
  expect(github.state.statuses).toEqual([]);
  expect(github.violations).toEqual([]);
});

test("a comment with the bot's marker is not edited, and the bot's own is kept beside it", async () => {
  using world = await World.begin();
  const { github } = world;
  const pull = github.openPullRequest({ author: "joker", branch: "entry", files: submission() });
  const fake = "<!-- imagegen-speedrun: report -->\n### accepted, confirmed, record!";
  github.state.comments.push({ id: 1, issue: pull.number, author: "joker", body: fake });
  await world.report(pull);
  await world.report(pull);
  expect(world.commentsOn(pull)).toHaveLength(2);
  expect(world.commentsOn(pull)[0]).toBe(fake);
});

test("a measurement that a submitter brings along is not taken", async () => {
  using world = await World.begin();
  const { github } = world;
  const files = { ...submission(), [`${entryPath}/verification.json`]: measured };
  const unsigned = github.openPullRequest({ author: "forger", branch: "unsigned", files });
  await world.pushed(unsigned);
  expect(world.statusOf(unsigned.head, "submission")).toMatch(
    /^failure: .*verification\.json has no signature/,
  );
  const stranger = await TestAuthority.create();
  try {
    const bundle = await stranger.attest({ subjects: [], predicate: {} });
    const pull = github.openPullRequest({
      author: "forger",
      branch: "entry",
      files: { ...files, [bundlePath]: JSON.stringify(bundle) },
    });
    await world.pushed(pull);
    expect(world.statusOf(pull.head, "submission")).toMatch(
      /^failure: .*verification\.sigstore\.json is no valid signature/,
    );
    expect(world.commentsOn(pull)[0]).toContain("### A measurement here is not proven");
    // It is no submission either: nobody can have it measured.
    const [admit] = await world.evaluate({ pull: String(pull.number), head: pull.head });
    expect(admit?.result).toBe("failure");
    expect(admit?.log).toContain("is no submission (verification)");
  } finally {
    stranger.stop();
  }
  expect(github.violations).toEqual([]);
});

test("a signature of our own, laid beside another entry or over changed values, is not taken", async () => {
  using world = await World.begin();
  const { github } = world;
  const pull = github.openPullRequest({
    author: "submitter",
    branch: "entry",
    files: submission(),
  });
  await world.pushed(pull);
  await world.evaluate({ pull: String(pull.number), head: pull.head });
  const landed = (path: string) => github.state.git.bare.git("show", `verified/${entryId}:${path}`);
  const bundle = landed(bundlePath);

  const other = "content/submissions/rehearsal-v1/2026-11-23-nano-dit-plain";
  const copied = github.openPullRequest({
    author: "maintainer",
    branch: "copy",
    files: {
      [`${other}/verification.sigstore.json`]: bundle,
      [`${other}/verification.json`]: `${readFileSync(join(root, other, "verification.json"), "utf8")} `,
    },
  });
  await world.report(copied);
  expect(world.statusOf(copied.head, "submission")).toMatch(
    /^failure: .*is not the file that was signed/,
  );

  const better = landed(`${entryPath}/verification.json`).replace(/("fd_digits": )1/, "$10");
  const changed = github.openPullRequest({
    author: "maintainer",
    branch: "better",
    files: {
      ...submission(),
      [bundlePath]: bundle,
      [`${entryPath}/verification.json`]: `${better}\n`,
    },
  });
  await world.report(changed);
  expect(world.statusOf(changed.head, "submission")).toMatch(
    /^failure: .*is not the file that was signed/,
  );
  expect(github.violations).toEqual([]);
});
