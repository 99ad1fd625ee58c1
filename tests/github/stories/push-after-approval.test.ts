import { expect, test } from "vitest";
import { entryId, entryPath, outcomes, submission, World } from "../stage.ts";

test("what was pushed after a maintainer looked is not measured", async () => {
  using world = await World.begin();
  const { github } = world;
  const pull = github.openPullRequest({
    author: "submitter",
    branch: "entry",
    files: submission(),
  });
  await world.pushed(pull);
  const seen = pull.head;
  github.push(pull, { [`${entryPath}/README.md`]: "# Something else\n" });
  const results = await world.evaluate({ pull: "1", head: seen });
  expect(outcomes(results)).toEqual({
    admit: "failure",
    fetch: "skipped",
    measure: "skipped",
    sign: "skipped",
    publish: "skipped",
    alarm: "skipped",
  });
  expect(results[0]?.log).toContain(
    `#1 is at ${pull.head}, not at ${seen}: something was pushed after it was looked at. Look at it again and start with the new commit.`,
  );
  expect(world.statusOf(seen, "measurement")).toBeNull();
});

test("only a full SHA names a commit", async () => {
  using world = await World.begin();
  const pull = world.github.openPullRequest({
    author: "submitter",
    branch: "entry",
    files: submission(),
  });
  for (const head of [pull.head.slice(0, 7), "main", "", `${pull.head}; touch /tmp/pwned`]) {
    const [admit] = await world.evaluate({ pull: "1", head });
    expect(admit?.result).toBe("failure");
    expect(admit?.log).toContain("it has to be a commit's full SHA, 40 hexadecimal digits.");
  }
});

test("a push while it is measured: the measurement speaks of its own commit, and nothing lands", async () => {
  using world = await World.begin();
  const { github } = world;
  const pull = github.openPullRequest({
    author: "submitter",
    branch: "entry",
    files: submission(),
  });
  await world.pushed(pull);
  const measured = pull.head;
  world.before = (job) => {
    if (job === "publish") github.push(pull, { [`${entryPath}/README.md`]: "# Something else\n" });
  };
  await world.evaluate({ pull: "1", head: measured });
  expect(world.statusOf(measured, "measurement")).toBe("success: The kernel's verdict: confirmed.");
  expect(world.statusOf(pull.head, "measurement")).toBeNull();
  expect(github.state.git.shaOf(`refs/heads/verified/${entryId}`)).toBeNull();
  expect(world.commentsOn(pull).at(-1)).toContain("**The pull request has moved on since.**");
  expect(world.labelsOf(pull)).toEqual(["queue: to measure"]);
  expect(github.violations).toEqual([]);
});

test("a push while it is reported on: the comment waits for the report of the new commit", async () => {
  using world = await World.begin();
  const { github } = world;
  const pull = github.openPullRequest({
    author: "submitter",
    branch: "entry",
    files: submission(),
  });
  const old = pull.head;
  github.before("GET", /\/git\/trees\//, () => {
    github.push(pull, { [`${entryPath}/README.md`]: "# Something else\n" });
  });
  await world.report(pull);
  expect(world.statusOf(old, "submission")).toBe("success: No error.");
  expect(world.commentsOn(pull)).toEqual([]);
  await world.report(pull);
  expect(world.commentsOn(pull)[0]).toContain(`<sub>Checked: ${pull.head}`);
});
