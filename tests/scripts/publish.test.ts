import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../../src/git/repository.ts";
import { SpoiledRecord } from "../record/tree.ts";
import { command } from "./command.ts";

const V2 = "rulesets/mini-v2/ruleset.yaml";

/** The miniature tree with a draft of the next version, as docs/publish-a-ruleset.md says to make one. */
function withDraft(): SpoiledRecord {
  const tree = new SpoiledRecord();
  const folder = (id: string) => join(tree.content, "rulesets", id);
  cpSync(folder("mini-v1"), folder("mini-v2"), { recursive: true });
  tree.replace(V2, "id: mini-v1", "id: mini-v2");
  tree.replace(V2, "status: published\npublished: 2026-01-31", "status: draft # for now");
  tree.replace(
    V2,
    "cycle: 2026h1\n",
    "cycle: 2026h1\ndecisions: [D-2026-002]\nsupersedes: [mini-v1]\n",
  );
  return tree;
}

const publish = (tree: SpoiledRecord, id: string, ...more: string[]) =>
  command("publish", id, "--content", tree.content, "--schemas", join(tree.content, "s"), ...more);
const textOf = (tree: SpoiledRecord, name: string) =>
  readFileSync(join(tree.content, name), "utf8");
const check = (tree: SpoiledRecord, ...more: string[]) =>
  command("record", "--check", "--content", tree.content, ...more);

test("publishing puts a draft in force, supersedes the version before, and freezes both", async () => {
  using tree = withDraft();
  const draft = textOf(tree, V2);
  const before = textOf(tree, "rulesets/mini-v1/ruleset.yaml");
  const told = await publish(tree, "mini-v2", "--date", "2026-02-20");
  expect(told.stderr).toBe("");
  expect(told.code).toBe(0);
  expect(told.stdout).toContain("mini-v2 is published as of 2026-02-20:\n");
  expect(textOf(tree, V2)).toBe(
    draft.replace("status: draft # for now", "status: published\npublished: 2026-02-20"),
  );
  expect(textOf(tree, "rulesets/mini-v1/ruleset.yaml")).toBe(
    before.replace("status: published", "status: superseded"),
  );
  expect(Object.keys(JSON.parse(textOf(tree, "rulesets/frozen.json")))).toEqual([
    "mini-v1",
    "mini-v2",
  ]);
  expect(existsSync(join(tree.content, "s", "mini-v2", "basic.schema.json"))).toBe(true);
  expect(await check(tree)).toMatchObject({ code: 0, stderr: "" });
  tree.replace(V2, "minimum: 2", "minimum: 3");
  const edited = await check(tree);
  expect(edited.code).toBe(1);
  expect(edited.stdout).toContain("mini-v2 was published, and its ruleset.yaml is not what was");
});

test("what cannot be published is told, and nothing is written", async () => {
  using tree = withDraft();
  const said = async (id: string, ...more: string[]) => {
    const { code, stdout, stderr } = await publish(tree, id, ...more);
    expect([code, stdout]).toEqual([2, ""]);
    return stderr.split("\n")[0];
  };
  expect(await said("mini-v3")).toBe('There is no ruleset "mini-v3"; drafts: "mini-v2".');
  expect(await said("mini-v1")).toBe(
    'mini-v1 is published already; a change of it is a new version (docs/publish-a-ruleset.md). Now drafts: "mini-v2".',
  );
  expect(await said("mini-v2", "--date", "20 February")).toBe(
    '--date is "20 February"; it has to be a day like 2026-01-30.',
  );
  tree.replace(V2, "decisions: [D-2026-002]\n", "");
  tree.write("rulesets/mini-v2/index.mdx", "---\ntitle: Two\n---\n\nNo clause.\n");
  tree.write("rulesets/mini-v2/examples.yaml", textOf(tree, "rulesets/mini-v1/examples.yaml"));
  const broken = await publish(tree, "mini-v2");
  expect(broken.code).toBe(1);
  expect(broken.stderr).toContain("mini-v2 has no clause R2.");
  expect(broken.stderr).toContain("Nothing was written.");
  expect(textOf(tree, V2)).toContain("status: draft");
});

test("a draft without clauses or decisions is told what it lacks", async () => {
  using tree = withDraft();
  tree.replace(V2, "decisions: [D-2026-002]\n", "");
  cpSync(
    join(tree.content, "rulesets", "mini-v2", "ruleset.yaml"),
    join(tree.content, "rulesets", "mini-v3", "ruleset.yaml"),
  );
  tree.replace("rulesets/mini-v3/ruleset.yaml", "id: mini-v2", "id: mini-v3");
  tree.write("rulesets/mini-v3/index.mdx", "---\ntitle: Three\n---\n\nNo clause.\n");
  expect((await publish(tree, "mini-v3")).stderr).toContain(
    "mini-v3 cannot be published: it lacks clauses with ids in index.mdx, for rulings to cite and the decisions it rests on, in `decisions` of ruleset.yaml.",
  );
});

test("record --check --base tells a digest that was changed along with its ruleset", async () => {
  using tree = withDraft();
  const { git } = repository(tree.content, { name: "Test", email: "test@example.org" });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message", "before");
  expect(await check(tree, "--base", "HEAD")).toMatchObject({ code: 0 });
  tree.replace("rulesets/frozen.json", '"index.mdx": "', '"index.mdx": "0');
  tree.write(
    "rulesets/frozen.json",
    textOf(tree, "rulesets/frozen.json").replace(/"index.mdx": "0(.{63})./, '"index.mdx": "0$1'),
  );
  const { code, stdout } = await check(tree, "--base", "HEAD");
  expect(code).toBe(1);
  expect(stdout).toContain("ruleset-thawed");
  expect(await check(tree, "--base", "nowhere")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--base "nowhere" is no commit of this repository.'),
  });
});
