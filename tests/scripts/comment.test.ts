import { renameSync } from "node:fs";
import { join } from "node:path";
import MarkdownIt from "markdown-it";
import { expect, test } from "vitest";
import { mini, SpoiledEntry } from "../checks/entry.ts";
import { command } from "./command.ts";

test("the comment on a good entry says what was recomputed and what comes next", async () => {
  const folder = join(mini, "submissions", "mini-v1", "2026-02-01-first-light");
  const { stdout } = await command("check", folder, "--content", mini, "--format", "markdown");
  await expect(stdout).toMatchFileSnapshot("golden/comment-accepted.md");
});

test("the comment on a spoiled entry lists what is wrong", async () => {
  using entry = new SpoiledEntry();
  entry.replace("result.json", /("fd_digits": )5/, "$14");
  const { stdout } = await command(
    "check",
    entry.folder,
    "--content",
    mini,
    "--format",
    "markdown",
  );
  await expect(stdout).toMatchFileSnapshot("golden/comment-rejected.md");
});

test("names of folders and files stay text", async () => {
  using entry = new SpoiledEntry();
  const hostile = join(entry.folder, "..", "@team <img src=x> [a](b) `c`");
  renameSync(entry.folder, hostile);
  entry.folder = hostile;
  entry.replace("result.json", '"run-3.jsonl"', '"@everyone|<b>"');
  const { stdout } = await command(
    "check",
    entry.folder,
    "--content",
    mini,
    "--format",
    "markdown",
  );
  const html = new MarkdownIt({ html: true }).render(stdout);
  expect(html).not.toMatch(/<img|<b>|href="b"/);
  expect(stdout).not.toMatch(/@team|@everyone/);
});
