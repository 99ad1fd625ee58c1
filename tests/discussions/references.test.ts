import { expect, test } from "vitest";
import { readDiscussions } from "../../src/content-tree/read-discussions.ts";
import { readRecord } from "../../src/content-tree/read-record.ts";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { referrers, threadKey, threadPages } from "../../src/discussions/references.ts";
import { mini } from "../checks/entry.ts";
import { SpoiledRecord } from "../record/tree.ts";
import { entry } from "../registry/entries.ts";

const REPOSITORY = "https://github.com/Open-Model-Initiative/imagegen-speedrun";

test("addresses of one thread have one key, whatever part of it they name", () => {
  const key = threadKey(`${REPOSITORY}/pull/7`);
  expect(key).toBe("open-model-initiative/imagegen-speedrun#7");
  expect(threadKey(`${REPOSITORY}/issues/7#issuecomment-1`)).toBe(key);
  expect(threadKey(`${REPOSITORY}/pull/7/files`)).toBe(key);
  expect(threadKey(`${REPOSITORY}/pull/71`)).not.toBe(key);
  expect(threadKey("https://github.com/someone/else/pull/7")).not.toBe(key);
  for (const elsewhere of [REPOSITORY, "https://example.org/a/b/pull/7", `${REPOSITORY}/blob/7`])
    expect(threadKey(elsewhere)).toBeNull();
});

test("a thread knows the decisions and entries that name it", () => {
  const record = readRecord(mini, readRulesets(mini).rulesets);
  const base = entry({ id: "2026-02-01-a" });
  const discussed = {
    ...base,
    result: { ...base.result, links: { discussion: `${REPOSITORY}/discussions/9` } },
  };
  const found = referrers(record, [discussed]);
  const pages = threadPages(readDiscussions(mini).value);
  expect([...pages]).toEqual([
    ["open-model-initiative/imagegen-speedrun#9", "/discussions/discussion-9/"],
    ["open-model-initiative/imagegen-speedrun#7", "/discussions/issue-7/"],
  ]);
  expect([...pages.keys()].map((key) => found.get(key)?.map(({ path }) => path))).toEqual([
    ["/runs/2026-02-01-a/"],
    ["/decisions/D-2026-002/"],
  ]);
});

test("a broken thread is told, and the others are read", () => {
  using tree = new SpoiledRecord();
  tree.write("discussions/issue-8.json", "{}");
  tree.write("discussions/issue-10.json", "{");
  tree.replace("discussions/issue-7.json", '"number": 7', '"number": 6');
  tree.write("discussions/notes.txt", "not a thread");
  const { value, findings } = readDiscussions(tree.content);
  expect(value.map(({ number }) => number)).toEqual([9]);
  expect(findings.map(({ file, found }) => [file, found])).toEqual([
    ["discussions/issue-10.json", "it cannot be parsed"],
    ["discussions/issue-7.json", "it is about issue-6"],
    ["discussions/issue-8.json", "schema: Invalid input: expected 1"],
  ]);
});
