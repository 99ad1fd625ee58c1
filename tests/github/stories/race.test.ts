import { expect, test } from "vitest";
import { entryId, entryPath, replaced, submission, World } from "../stage.ts";

const emaId = "2026-11-23-nano-dit-ema";
const emaPath = `content/submissions/rehearsal-v1/${emaId}`;

test("two race for the record: it goes by who opened first, not by who was merged first", async () => {
  using world = await World.begin(["gpu-1"], [entryPath, emaPath]);
  const { github } = world;
  // The real one builds on the other; here they do not know of each other.
  const apart = replaced(submission(), "result.json", emaId, "2026-11-23-nano-dit-plain");
  const fast = github.openPullRequest({ author: "fast", branch: "muon", files: apart });
  const slow = github.openPullRequest({
    author: "slow",
    branch: "ema",
    files: submission(emaPath),
  });
  for (const pull of [fast, slow]) await world.report(pull);
  // Each is told of the record that stands, and that it would beat it.
  for (const pull of [fast, slow]) expect(world.commentsOn(pull)[0]).toContain("; a new record.");

  // The slower one is measured and merged first: it is the record for now.
  await world.evaluate({ pull: String(slow.number), head: slow.head });
  github.merge(`verified/${emaId}`);
  expect((await world.registry()).records.at(-1)?.submission).toBe(emaId);
  // The faster one's comment follows at the next look: what it has to beat is another record now.
  await world.report(fast);
  expect(world.commentsOn(fast)[0]).toContain(`than the record (${emaId}, 31.6 s)`);

  // It was opened first: with its measurement, the other one never was the record.
  await world.evaluate({ pull: String(fast.number), head: fast.head });
  github.merge(`verified/${entryId}`);
  const { records, submissions } = await world.registry();
  expect(records.map(({ submission: id }) => id)).not.toContain(emaId);
  expect(records.at(-1)?.submission).toBe(entryId);
  expect(submissions.find(({ id }) => id === emaId)).toMatchObject({
    standing: "verified",
    rank: 2,
    record: false,
  });
  expect(github.violations).toEqual([]);
});

test("the same entry twice: the second is told whose it is", async () => {
  using world = await World.begin();
  const { github } = world;
  const first = github.openPullRequest({ author: "first", branch: "entry", files: submission() });
  await world.evaluate({ pull: String(first.number), head: first.head });
  github.merge(`verified/${entryId}`);
  const copy = Object.fromEntries(
    Object.entries(submission()).map(([path, bytes]) => [
      path.replace(entryId, "2026-11-24-mine"),
      bytes,
    ]),
  );
  const second = github.openPullRequest({ author: "second", branch: "entry", files: copy });
  await world.report(second);
  expect(world.statusOf(second.head, "submission")).toMatch(/^failure/);
  expect(world.commentsOn(second)[0]).toContain("duplicate-entry");
  expect(world.commentsOn(second)[0]).toContain(entryId);
});
