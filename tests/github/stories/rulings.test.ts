import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { command, root } from "../../scripts/command.ts";
import { entryId, entryPath, type Files, submission, World } from "../stage.ts";

const emaId = "2026-11-23-nano-dit-ema";

/** Writes a ruling on a checkout of main and offers it as a pull request; returns it. */
async function ruled(world: World, id: string, decision: string) {
  const checkout = world.mainNow();
  const content = join(checkout, "content");
  const told = await command(
    "rule",
    id,
    decision,
    "--reason",
    "Seen and weighed.",
    "--by",
    "reviewer",
    "--content",
    content,
  );
  expect(told.stderr).toBe("");
  const path = `content/submissions/rehearsal-v1/${id}/rulings.yaml`;
  const files: Files = { [path]: readFileSync(join(checkout, path)) };
  const pull = world.github.openPullRequest({
    author: "maintainer",
    branch: `rule-${decision}`,
    files,
  });
  await world.pushed(pull);
  expect(world.statusOf(pull.head, "guard")).toMatch(/^success/);
  expect(world.statusOf(pull.head, "submission")).toBe("success: Rulings for 1 entry.");
  world.github.merge(`refs/pull/${pull.number}/head`);
  return told.stdout;
}

test("a maintainer disputes, resolves and at last retracts the record: the history re-forms each time", async () => {
  using world = await World.begin();
  const record = async () => (await world.registry()).records.at(-1)?.submission;
  expect(await record()).toBe(emaId);
  expect(await ruled(world, emaId, "dispute")).toContain("verified → disputed");
  expect(await record()).toBe("2026-11-23-nano-dit-learning-rate");
  expect(await ruled(world, emaId, "resolve")).toContain("disputed → verified");
  expect(await record()).toBe(emaId);
  expect(await ruled(world, emaId, "retract")).toContain("verified → retracted");
  const registry = await world.registry();
  expect(registry.records.at(-1)?.submission).toBe("2026-11-23-nano-dit-learning-rate");
  // Nothing is deleted: it can still be read, and says what became of it.
  expect(registry.submissions.find(({ id }) => id === emaId)).toMatchObject({
    standing: "retracted",
    rank: null,
  });
  expect(world.github.violations).toEqual([]);
});

test("a ruling that cannot be read is not merged", async () => {
  using world = await World.begin();
  const path = `content/submissions/rehearsal-v1/${emaId}/rulings.yaml`;
  const pull = world.github.openPullRequest({
    author: "maintainer",
    branch: "rule",
    files: { [path]: "rulings: [{decision: ban}]\n" },
  });
  await world.report(pull);
  expect(world.statusOf(pull.head, "submission")).toMatch(
    /^failure: 1 error in entries that it touches/,
  );
});

test("a submitter cannot rule on an entry of their own", async () => {
  using world = await World.begin();
  const rulings = readFileSync(join(root, entryPath, "rulings.yaml"));
  const files = { ...submission(), [`${entryPath}/rulings.yaml`]: rulings };
  const pull = world.github.openPullRequest({ author: "eager", branch: "entry", files });
  await world.pushed(pull);
  expect(world.statusOf(pull.head, "submission")).toMatch(/^failure/);
  expect(world.commentsOn(pull)[0]).toContain("path-reserved");
  expect(entryId).toBeTruthy();
});
