import { expect, test } from "vitest";
import { replaced, submission, World } from "../stage.ts";

const wrong = () => replaced(submission(), "result.json", /("fd_digits": )1/, "$10");

test("an entry together with a checker that lets it pass goes nowhere", async () => {
  using world = await World.begin();
  const { github } = world;
  const files = { ...wrong(), "src/checks/index.ts": "export const checkSubmission = () => [];\n" };
  const pull = github.openPullRequest({ author: "clever", branch: "entry", files });
  await world.pushed(pull);
  expect(world.statusOf(pull.head, "guard")).toBe(
    "failure: Touches entries and something else: open one pull request for each.",
  );
  expect(world.statusOf(pull.head, "submission")).toMatch(
    /^failure: 1 path that a pull request with an entry may not touch/,
  );
  expect(world.commentsOn(pull)[0]).toContain("src&#47;checks&#47;index.ts");
  const [admit, ...rest] = await world.evaluate({ pull: "1", head: pull.head });
  expect(admit?.result).toBe("failure");
  expect(rest.filter(({ result }) => result !== "skipped")).toEqual([]);
  expect(github.violations).toEqual([]);
});

test("a pull request that edits the checker alone is for people, and says nothing of entries", async () => {
  using world = await World.begin();
  const { github } = world;
  const pull = github.openPullRequest({
    author: "helper",
    branch: "code",
    files: { "src/checks/index.ts": "//\n" },
  });
  const { check } = await world.pushed(pull);
  expect(check.find(({ job }) => job === "code")?.result).toBe("success");
  expect(world.statusOf(pull.head, "guard")).toBe("success: Touches no entry; people review it.");
  expect(world.statusOf(pull.head, "submission")).toBe(
    "success: Touches no submission; people review it.",
  );
  expect(world.commentsOn(pull)).toEqual([]);
  expect(world.labelsOf(pull)).toEqual([]);
});

test("main's own code judges, whatever the check of the pull request's code said", async () => {
  using world = await World.begin();
  const pull = world.github.openPullRequest({ author: "clever", branch: "entry", files: wrong() });
  // No run of the check at all: the report does not ask what it found.
  await world.report(pull);
  expect(world.statusOf(pull.head, "submission")).toBe("failure: 1 error; the comment lists them.");
});
