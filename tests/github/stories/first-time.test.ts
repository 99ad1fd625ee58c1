import { expect, test } from "vitest";
import { entryId, entryPath, outcomes, replaced, submission, World } from "../stage.ts";

test("a first-time submitter with three mistakes mends them, and the entry becomes the record", async () => {
  using world = await World.begin();
  const { github } = world;

  // The commit is no full SHA, a digit of a claim is wrong, a statement is not signed.
  let files = submission();
  files = replaced(files, "result.json", /("commit": ")[0-9a-f]{40}/, "$1abc123");
  files = replaced(files, "result.json", /("fd_digits": )1/, "$10");
  files = replaced(files, "result.json", /("no_extra_labelled_data": )true/, "$1false");
  const pull = github.openPullRequest({ author: "newcomer", branch: "my-entry", files });
  const first = await world.pushed(pull);
  expect(world.statusOf(pull.head, "guard")).toBe(
    "success: Touches one entry's folder and nothing else.",
  );
  expect(outcomes(first.check)).toEqual({
    submission: "failure",
    code: "skipped",
    site: "skipped",
  });
  // The same three findings as annotations, in the comment, and at their lines.
  const annotations = first.check[0]?.log.match(/^::error .*title=([a-z-]+)/gm) ?? [];
  expect(annotations).toHaveLength(3);
  expect(world.statusOf(pull.head, "submission")).toBe(
    "failure: 3 errors; the comment lists them.",
  );
  const [comment = ""] = world.commentsOn(pull);
  for (const code of ["schema-wrong-form", "claim-metric-mismatch", "statement-missing"]) {
    expect(comment).toContain(`[${code}](`);
    expect(first.check[0]?.log).toContain(`title=${code}`);
  }
  expect(comment).toContain(
    `(https://github.com/Open-Model-Initiative/imagegen-speedrun/blob/${pull.head}/${entryPath}/result.json#L14)`,
  );
  expect(github.state.sarifs).toHaveLength(1);
  expect(github.state.sarifs[0]).toMatchObject({ commit_sha: pull.head, ref: "refs/pull/1/head" });
  expect(world.labelsOf(pull)).toEqual(["queue: to mend"]);

  // They push again: the same comment is edited, and says whose move it is.
  const before = pull.head;
  github.push(pull, submission());
  const second = await world.pushed(pull);
  expect(outcomes(second.check)).toEqual({
    submission: "success",
    code: "skipped",
    site: "success",
  });
  expect(world.statusOf(pull.head, "submission")).toBe("success: No error.");
  expect(world.statusOf(before, "submission")).toMatch(/^failure/);
  expect(world.commentsOn(pull)).toHaveLength(1);
  expect(world.commentsOn(pull)[0]).toContain(
    "If confirmed: **place 1 of 5 in Rehearsal ruleset, Basic, 2 CPU cores**, 35.2 % faster than the record (2026-11-23-nano-dit-ema, 31.6 s); a new record.",
  );
  expect(world.labelsOf(pull)).toEqual(["queue: to measure"]);

  // A maintainer starts the measurement: it is confirmed, signed, and ready to land.
  const measured = await world.evaluate({ pull: "1", head: pull.head });
  expect(outcomes(measured)).toEqual({
    admit: "success",
    fetch: "success",
    measure: "success",
    sign: "success",
    publish: "success",
    alarm: "skipped",
  });
  expect(world.statusOf(pull.head, "measurement")).toBe(
    "success: The kernel's verdict: confirmed.",
  );
  expect(world.labelsOf(pull)).toEqual(["queue: to rule on"]);
  const [, told = ""] = world.commentsOn(pull);
  expect(told).toContain("The kernel's verdict is **confirmed");
  expect(told).toContain(`compare/main...verified/${entryId}?expand=1`);

  // The branch holds what was submitted, byte for byte, what was measured, and its signature.
  const landed = github.state.git.bare.git(
    "ls-tree",
    "-r",
    "--name-only",
    `verified/${entryId}`,
    `${entryPath}/`,
  );
  expect(landed.split("\n").map((path) => path.split("/").at(-1))).toEqual(
    expect.arrayContaining([
      "result.json",
      "verification.json",
      "verification.sigstore.json",
      "samples-1.png",
    ]),
  );
  expect(github.state.git.bare.git("log", "-1", "--format=%P", `verified/${entryId}`)).toContain(
    pull.head,
  );

  // A maintainer opens the pull request from that branch: main's code proves the signature.
  const landing = github.openFromBranch({ author: "maintainer", branch: `verified/${entryId}` });
  await world.pushed(landing);
  expect(world.statusOf(landing.head, "guard")).toMatch(/^success/);
  expect(world.statusOf(landing.head, "submission")).toBe(
    "success: Measurements, each with its proof, for 1 entry.",
  );

  // Merged: the submitter's own pull request closes with it, and the site is built from main.
  github.merge(`verified/${entryId}`);
  expect(pull).toMatchObject({ state: "closed", mergedAt: expect.any(String) });
  const published = await world.play("publish.yml", {
    name: "push",
    ref: "refs/heads/main",
    sha: "",
  });
  expect(outcomes(published)).toEqual({ build: "success", deploy: "success" });
  expect(published[0]?.log).toContain(`proven: ${entryId}, measured on gpu-1 by`);
  const registry = await world.registry();
  const entry = registry.submissions.find(({ id }) => id === entryId);
  expect(entry).toMatchObject({
    standing: "verified",
    rank: 1,
    record: true,
    opened_at: pull.openedAt,
  });
  expect(github.violations).toEqual([]);
});

test("a build that fails deploys nothing", async () => {
  using world = await World.begin();
  // Somebody forces a measurement without a signature onto main, past everything.
  world.github.state.git.commit("Somebody", "refs/heads/main", "refs/heads/main", {
    "content/submissions/2026h1-v1/2026-02-01-forged/result.json": "{}",
    "content/submissions/2026h1-v1/2026-02-01-forged/verification.json": "{}",
  });
  const published = await world.play("publish.yml", {
    name: "push",
    ref: "refs/heads/main",
    sha: "",
  });
  expect(outcomes(published)).toEqual({ build: "failure", deploy: "skipped" });
  expect(published[0]?.log).toContain("not proven: 2026-02-01-forged");
});
