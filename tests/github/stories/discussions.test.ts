import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { disputesOf } from "../../../src/components/run/disputes.ts";
import { readDiscussions } from "../../../src/content-tree/read-discussions.ts";
import { outcomes, World } from "../stage.ts";
import type { StandInGitHub } from "../stand-in/stand-in.ts";

const plain = "2026-11-23-nano-dit-plain";
const form = (entry: string) =>
  `### Entry\n\n${entry}\n\n### Clauses\n\nR4\n\n### What is wrong, and how can others see it?\n\nThe clock <b>stands still</b> between lines 3 and 9.\n\n### Interests\n\n- [ ] I have an entry`;

/** An issue with a label and comments, as people write them. */
function issue({ state }: StandInGitHub, label: string, body: string, comments = 0): number {
  const number = state.nextNumber();
  const now = state.now();
  state.issues.set(number, {
    number,
    author: "reader",
    title: `About ${label}`,
    body,
    state: "open",
    createdAt: now,
    updatedAt: now,
  });
  state.labelsOf(number).add(label);
  for (let at = 0; at < comments; at++) {
    state.comments.push({
      id: state.nextId(),
      issue: number,
      author: at % 2 ? "reader" : "member",
      body: `Comment ${at}`,
    });
  }
  return number;
}

const mirror = (world: World) =>
  world.play("discussions.yml", { name: "schedule", ref: "refs/heads/main", sha: "" });
/** The mirror as the branch has it, merged into main. */
function merged(world: World): string {
  world.github.merge("mirror/discussions");
  return join(world.mainNow(), "content");
}
const names = (content: string) => readdirSync(join(content, "discussions")).toSorted();
const bytes = (content: string) =>
  Object.fromEntries(
    names(content).map((name) => [name, readFileSync(join(content, "discussions", name), "utf8")]),
  );

test("threads are kept with all their comments, and a dispute stands on its entry's page", async () => {
  using world = await World.begin();
  const { github } = world;
  const governance = issue(github, "governance", "Shall we?", 130);
  issue(github, "question", "Not a record.");
  const dispute = issue(github, "dispute", form(plain), 1);
  const created = github.state.now();
  github.state.threads.push({
    number: 90,
    author: "member",
    title: "A ruleset for 512 pixels",
    body: "What do you think?",
    category: "Ideas",
    createdAt: created,
    updatedAt: created,
    comments: Array.from({ length: 60 }, (_, at) => ({
      id: `DC_${at}`,
      author: "reader",
      body: `Thought ${at}`,
      createdAt: created,
      replies:
        at === 0
          ? Array.from({ length: 120 }, (_one, reply) => ({
              id: `DR_${reply}`,
              author: "member",
              body: "Yes",
              createdAt: created,
            }))
          : [],
    })),
  });
  const [run] = await mirror(world);
  expect(run?.log).toContain("compare/main...mirror/discussions");
  const waiting = [...github.state.issues.values()].find(
    ({ author }) => author === "github-actions[bot]",
  );
  expect(waiting).toMatchObject({
    title: "Mirrored threads are waiting to be merged",
    state: "open",
  });

  const content = merged(world);
  expect(names(content)).toEqual(
    [
      "discussion-90.json",
      `issue-${governance}.json`,
      `issue-${dispute}.json`,
      "sync.json",
    ].toSorted(),
  );
  const threads = readDiscussions(content).value;
  const [discussion, first] = threads;
  expect(discussion?.comments).toHaveLength(60);
  expect(discussion?.comments[0]?.replies).toHaveLength(120);
  expect(discussion?.comments[0]?.reactions).toEqual({ heart: 1 });
  expect(first?.comments).toHaveLength(130);
  expect(disputesOf(plain, threads)).toEqual([
    expect.objectContaining({
      author: "reader",
      open: true,
      clauses: "R4",
      comments: 1,
      evidence: "The clock <b>stands still</b> between lines 3 and 9.",
    }),
  ]);
  expect(disputesOf("another", threads)).toEqual([]);

  // Nothing new: nothing is written, and the issue that asked to merge closes.
  const before = bytes(content);
  const [again] = await mirror(world);
  expect(again?.log).toContain("nothing has changed");
  expect(waiting?.state).toBe("closed");
  expect(bytes(join(world.mainNow(), "content"))).toEqual(before);
  expect(github.violations).toEqual([]);
});

test("what is deleted stays as a gap, what somebody asks for is taken out, what is edited is new", async () => {
  using world = await World.begin();
  const { github } = world;
  const kept = issue(github, "governance", "Shall we?", 3);
  const lost = issue(github, "governance", "A thread to be deleted", 1);
  await mirror(world);
  merged(world);
  const [one, two] = github.state.comments.filter((comment) => comment.issue === kept);
  if (!one || !two) throw new Error("no comments");
  github.state.comments.splice(github.state.comments.indexOf(one), 1);
  two.body = "Comment 1, edited";
  github.state.issues.delete(lost);
  github.state.git.commit("Maintainer", "refs/heads/main", "refs/heads/main", {
    "content/discussions/removals.yaml": "- {author: Member}\n",
  });
  await mirror(world);
  const threads = readDiscussions(merged(world)).value;
  const thread = threads.find(({ number }) => number === kept);
  expect(thread?.comments.map(({ author, body, gone }) => [author, body, gone])).toEqual([
    ["removed", "", "removed"],
    ["reader", "Comment 1, edited", undefined],
    ["removed", "", "removed"],
  ]);
  expect(threads.find(({ number }) => number === lost)).toMatchObject({
    state: "deleted",
    body: "",
    gone: "deleted",
  });
  expect(JSON.stringify(threads)).not.toContain("Comment 2");
});

test.each(["502", "secondary-rate-limit", "cut"] as const)(
  "a night with %s gives the same bytes as a quiet one",
  async (fault) => {
    using world = await World.begin();
    const { github } = world;
    issue(github, "governance", "Shall we?", 130);
    github.fail("GET", /\/issues/, 2, fault);
    github.fail("POST", /graphql/, 1, fault === "cut" ? "502" : fault);
    expect(outcomes(await mirror(world))).toEqual({ mirror: "success" });
    const stormy = bytes(merged(world));
    const [thread] = readDiscussions(join(world.mainNow(), "content")).value;
    expect(thread?.comments).toHaveLength(130);
    const quiet = await mirror(world);
    expect(quiet[0]?.log).toContain("nothing has changed");
    expect(bytes(join(world.mainNow(), "content"))).toEqual(stormy);
    expect(github.violations).toEqual([]);
  },
);

test("a run that breaks half-way leaves the old mirror whole; a thread that vanishes meanwhile is left out", async () => {
  using world = await World.begin();
  const { github } = world;
  issue(github, "governance", "Shall we?", 3);
  await mirror(world);
  const before = bytes(merged(world));
  const second = issue(github, "governance", "Another", 3);
  github.fail("GET", new RegExp(`/issues/${second}/comments`), 99, "502");
  expect(outcomes(await mirror(world))).toEqual({ mirror: "failure" });
  expect(bytes(join(world.mainNow(), "content"))).toEqual(before);
  github.quiet();
  github.before("GET", new RegExp(`/issues/${second}/comments`), () =>
    github.state.issues.delete(second),
  );
  expect((await mirror(world))[0]?.log).toContain("nothing has changed");
});

test("a folder that holds something else is not touched", async () => {
  using world = await World.begin();
  const content = join(world.mainNow(), "content");
  mkdirSync(join(content, "discussions"));
  writeFileSync(join(content, "discussions", "README.md"), "by hand");
  expect(readDiscussions(content).value).toEqual([]);
});
