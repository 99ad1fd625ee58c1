import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readDerived } from "../../src/content-tree/read-derived.ts";
import { type Repository, repository } from "../../src/git/repository.ts";
import { registryText } from "../../src/registry/written.ts";
import { mini } from "../checks/entry.ts";

const ENTRIES = readdirSync(join(mini, "submissions", "mini-v1")).length;
let work = "";
let repo: Repository;
const content = () => join(work, "content");
const entry = (name: string) => join(content(), "submissions", "mini-v1", name);
const cache = () => join(work, "cache");

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "imagegen-derived-"));
  cpSync(mini, content(), { recursive: true });
  repo = repository(work, { name: "A", email: "a@example.org" });
  repo.git("init", "-q");
  writeFileSync(join(work, ".gitignore"), "cache\n*.tmp\n");
  commit();
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

function commit(): void {
  repo.git("add", "-A");
  repo.git("commit", "-qm", "content", "--allow-empty");
}

/** The registry made with what was known, how many entries were read for it, and that of them all. */
async function both() {
  const known = await readDerived(content(), cache());
  const whole = await readDerived(content(), null);
  const text = ({ rulesets, entries }: typeof known) =>
    [...registryText(rulesets, entries)].join("");
  return { read: known.read, known, same: text(known) === text(whole), text: text(known) };
}

function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, "utf8");
  if (text.replace(from, to) === text) throw new Error(`${file} has no ${from}`);
  writeFileSync(file, text.replace(from, to));
}

describe("of a tree whose entries are known", () => {
  beforeEach(async () => {
    const first = await both();
    expect([first.read, first.same]).toEqual([ENTRIES, true]);
  });

  test("nothing is read again, whenever its files were touched", async () => {
    utimesSync(join(entry("2026-02-01-first-light"), "result.json"), 0, 0);
    expect(await both()).toMatchObject({ read: 0, same: true });
  });

  test.each([
    ["result.json", /"title": "[^"]*"/, '"title": "Another"'],
    ["rulings.yaml", /reason: .*/, "reason: Another reason altogether."],
  ])("a changed %s is read, committed or not", async (file, from, to) => {
    const before = (await both()).text;
    edit(join(entry("2026-02-01-first-light"), file), from, to);
    const dirty = await both();
    expect([dirty.read, dirty.same]).toEqual([1, true]);
    if (file === "result.json") expect(dirty.text).not.toBe(before);
    commit();
    expect(await both()).toMatchObject({ read: 1, same: true });
    expect(await both()).toMatchObject({ read: 0, same: true });
  });

  test("a new entry is read, and one that is gone is gone", async () => {
    cpSync(entry("2026-02-08-fewer-steps"), entry("2026-02-09-again"), { recursive: true });
    const added = await both();
    expect([added.read, added.same]).toEqual([1, true]);
    expect(added.text).toContain("2026-02-09-again");
    rmSync(entry("2026-02-09-again"), { recursive: true });
    rmSync(entry("2026-02-10-not-measured-yet"), { recursive: true });
    expect(await both()).toMatchObject({ read: 0, same: true });
    commit();
    expect(await both()).toMatchObject({ read: 0, same: true });
  });

  test("a file that git ignores counts as a change, as it lies in the folder", async () => {
    writeFileSync(join(entry("2026-02-01-first-light"), "left.tmp"), "x");
    expect(await both()).toMatchObject({ read: 1, same: true });
  });

  test("other rules make every entry be read", async () => {
    edit(join(content(), "rulesets", "mini-v1", "ruleset.yaml"), /value: 6\b/, "value: 5");
    expect(await both()).toMatchObject({ read: ENTRIES, same: true });
  });

  test("a damaged piece of the cache is as if it were not there", async () => {
    for (const piece of readdirSync(cache())) writeFileSync(join(cache(), piece), '{"key":');
    expect(await both()).toMatchObject({ read: ENTRIES, same: true });
    expect(await both()).toMatchObject({ read: 0, same: true });
  });

  test("what is broken is told as if everything had been read", async () => {
    edit(join(entry("2026-02-01-first-light"), "result.json"), "{", "");
    const { findings } = await readDerived(content(), cache());
    expect(findings).toEqual((await readDerived(content(), null)).findings);
    expect(findings).toHaveLength(1);
  });

  test("entries that build on one another are told as well", async () => {
    const one = "2026-02-08-fewer-steps";
    const other = "2026-02-01-first-light";
    edit(join(entry(other), "result.json"), /"title":/, `"based_on": ["${one}"],\n  "title":`);
    const { findings } = await readDerived(content(), cache());
    expect(findings.map(({ code }) => code)).toContain("based-on-circular");
  });
});

test("without a checkout everything is read, every time", async () => {
  rmSync(join(work, ".git"), { recursive: true });
  expect(await both()).toMatchObject({ read: ENTRIES, same: true });
  expect(await both()).toMatchObject({ read: ENTRIES, same: true });
});

test("an entry that was timed beside another is looked at with it, every time", async () => {
  const rulings = join(entry("2026-02-08-fewer-steps"), "rulings.yaml");
  const runs = "runs: [{seed: 1, clock_seconds: 20}, {seed: 2, clock_seconds: 21}]";
  writeFileSync(
    rulings,
    `${readFileSync(rulings, "utf8")}timings:
  - date: 2026-02-20
    host: made up
    reason: Made up.
    by: [test reviewer]
    ${runs}
    baseline: {submission: 2026-02-01-first-light, interleaved: true, ${runs}}
`,
  );
  commit();
  expect(await both()).toMatchObject({ read: ENTRIES, same: true });
  expect(await both()).toMatchObject({ read: 2, same: true });
});
