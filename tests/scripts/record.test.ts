import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { SpoiledRecord } from "../record/tree.ts";
import { command } from "./command.ts";

const pathIn = (tree: SpoiledRecord, name: string) =>
  relative(process.cwd(), join(tree.content, name));

test("record --check tells what is there when everything is in order", async () => {
  expect(await command("record", "--check")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^in order: \d+ minutes, \d+ decisions, /),
    stderr: "",
  });
});

test("record --check names file and line of what is broken, and so do annotations", async () => {
  using tree = new SpoiledRecord();
  tree.replace("meetings/2026-01-19.mdx", "[D-2026-001]", "[D-2026-007]");
  const file = pathIn(tree, "meetings/2026-01-19.mdx");
  const told = await command("record", "--check", "--content", tree.content);
  expect(told.code).toBe(1);
  expect(told.stdout).toContain(`${file}:17:14  error  record-reference\n`);
  const github = await command(
    "record",
    "--check",
    "--format",
    "github",
    "--content",
    tree.content,
  );
  expect(github.stdout).toMatch(/^::error file=.*2026-01-19\.mdx,line=17,col=14,title=record-ref/);
});

test("record --check tells a broken ruleset, and nothing of what refers to it", async () => {
  using tree = new SpoiledRecord();
  tree.write("rulesets/mini-v1/ruleset.yaml", "id: [");
  const { code, stdout } = await command("record", "--check", "--content", tree.content);
  expect(code).toBe(1);
  expect([...stdout.matchAll(/ {2}error {2}(\S+)/g)].map(([, found]) => found)).toEqual([
    "ruleset-broken",
  ]);
});

test("record alone, and an unknown format, are misuse", async () => {
  expect(await command("record")).toMatchObject({ code: 2, stdout: "" });
  expect(await command("record", "--check", "--format", "xml")).toMatchObject({ code: 2 });
});

test("minutes new makes an agenda of the open actions, and it is in order as it stands", async () => {
  using tree = new SpoiledRecord();
  const { code, stdout } = await command("minutes", "new", "2026-03-02", "--content", tree.content);
  expect([code, stdout]).toEqual([0, `${pathIn(tree, "meetings/2026-03-02.mdx")}\n`]);
  const text = readFileSync(join(tree.content, "meetings", "2026-03-02.mdx"), "utf8");
  await expect(text).toMatchFileSnapshot("golden/minutes-new.mdx");
  const { findings, minutes } = tree.read();
  expect(findings).toEqual([]);
  expect(minutes.at(-1)?.agenda).toEqual([
    'A-2026-002: Find a <machine>, any machine; "soon" (maintainer, due 2026-02-12)',
    "issue 7, open since 2026-01-16: Should one run be enough? (https://github.com/Open-Model-Initiative/imagegen-speedrun/issues/7)",
  ]);
});

test("an agenda looks back only: actions of later meetings are not on it", async () => {
  using tree = new SpoiledRecord();
  await command("minutes", "new", "2026-01-02", "--content", tree.content);
  expect(tree.read().minutes[0]?.agenda).toEqual(["No action and no thread is open."]);
});

test("minutes new never overwrites, and knows the calendar", async () => {
  using tree = new SpoiledRecord();
  const before = readFileSync(join(tree.content, "meetings", "2026-01-19.mdx"), "utf8");
  const again = await command("minutes", "new", "2026-01-19", "--content", tree.content);
  expect(again).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("exists already; nothing was written"),
  });
  expect(readFileSync(join(tree.content, "meetings", "2026-01-19.mdx"), "utf8")).toBe(before);
  for (const day of ["2026-02-30", "2026-2-3", "tomorrow", "../../x"]) {
    const refused = await command("minutes", "new", day, "--content", tree.content);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("is no day") });
  }
  expect(await command("minutes", "old", "2026-02-03")).toMatchObject({ code: 2 });
});

test("minutes new tells of a cycle that is missing, and writes nothing beside a broken record", async () => {
  using tree = new SpoiledRecord();
  const later = await command("minutes", "new", "2026-09-01", "--content", tree.content);
  expect(later.stderr).toContain("There is no cycle 2026h2 yet");
  const broken = await command("minutes", "new", "2026-09-02", "--content", tree.content);
  expect(broken).toMatchObject({ code: 1, stderr: expect.stringContaining("nothing was written") });
  expect(existsSync(join(tree.content, "meetings", "2026-09-02.mdx"))).toBe(false);
});
