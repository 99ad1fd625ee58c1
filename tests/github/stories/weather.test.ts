import { expect, test } from "vitest";
import { outcomes, submission, World } from "../stage.ts";

test.each(["502", "rate-limit", "secondary-rate-limit", "cut"] as const)(
  "GitHub answers with %s now and then: it is said once all the same",
  async (fault) => {
    using world = await World.begin();
    const { github } = world;
    const pull = github.openPullRequest({
      author: "submitter",
      branch: "entry",
      files: submission(),
    });
    github.fail("GET", /\/actions\/runs\//, 1, fault);
    github.fail("GET", /\/comments$/, 1, fault);
    github.fail("POST", /\/statuses\//, 1, fault);
    const [report] = await world.report(pull);
    expect(report?.log).toContain("submission, success");
    expect(world.statusOf(pull.head, "submission")).toBe("success: No error.");
    expect(world.commentsOn(pull)).toHaveLength(1);
    expect(github.violations).toEqual([]);
  },
);

test("GitHub is down: nothing is said by halves, and the log says what to do", async () => {
  using world = await World.begin();
  const { github } = world;
  const pull = github.openPullRequest({
    author: "submitter",
    branch: "entry",
    files: submission(),
  });
  github.fail("POST", /\/statuses\//, 99, "502");
  const [report] = await world.report(pull);
  expect(report?.result).toBe("failure");
  expect(report?.log).toMatch(
    /GitHub answered 502 to every try of POST \/repos\/.*: run the job again\./,
  );
  expect(report?.log).not.toMatch(/\n {4}at /);
  // Without its status, nothing can be merged. Started again, it is whole.
  expect(world.statusOf(pull.head, "submission")).toBeNull();
  github.quiet();
  await world.report(pull);
  expect(world.statusOf(pull.head, "submission")).toBe("success: No error.");
  expect(world.commentsOn(pull)).toHaveLength(1);
});

test("a grant that is missing is named", async () => {
  using world = await World.begin();
  const { github } = world;
  const pull = github.openPullRequest({
    author: "submitter",
    branch: "entry",
    files: submission(),
  });
  world.withhold = ["statuses"];
  const [report] = await world.report(pull);
  expect(outcomes([report as never])).toEqual({ report: "failure" });
  expect(report?.log).toContain("The job has to be granted statuses=");
});
