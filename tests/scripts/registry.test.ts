import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { mini } from "../checks/entry.ts";
import { command, root, shell } from "./command.ts";

const work = mkdtempSync(join(tmpdir(), "imagegen-registry-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

test.each([
  ["the miniature tree", mini],
  ["the published content", join(root, "content")],
])(
  "two builds of %s, at other paths and in other time zones and locales, are byte-identical",
  (_, source) => {
    const builds = [
      ["a", { TZ: "Pacific/Kiritimati", LANG: "de_DE.UTF-8", LC_ALL: "" }],
      ["a path/with a blank, ü", { TZ: "America/Adak", LANG: "C", LC_ALL: "C" }],
    ] as const;
    const [first, second] = builds.map(([place, env]) => {
      const folder = join(work, place);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      cpSync(source, join(folder, "content"), { recursive: true });
      const out = join(folder, "registry.json");
      const { code, stderr } = shell(
        ["registry", "--content", join(folder, "content"), "--out", out],
        { cwd: folder, env },
      );
      expect(stderr).toBe("");
      expect(code).toBe(0);
      return readFileSync(out);
    });
    expect(first?.length).toBeGreaterThan(1000);
    expect(second?.equals(first as Buffer)).toBe(true);
  },
);

test("the registry of the miniature tree", async () => {
  const out = join(work, "mini.json");
  await command("registry", "--content", mini, "--out", out);
  await expect(readFileSync(out, "utf8")).toMatchFileSnapshot("golden/registry-mini.json");
});

test("a folder that is no content tree is named, not taken for an empty one", async () => {
  const out = join(work, "nowhere.json");
  const nowhere = join(work, "contnet");
  const { code, stderr } = await command("registry", "--content", nowhere, "--out", out);
  expect(code).toBe(2);
  expect(stderr).toBe(
    `${JSON.stringify(nowhere)} is no content tree: it has no folder rulesets. --content takes the` +
      " folder that rulesets, submissions and meetings lie in.\n" +
      "Usage: npx imagegen-speedrun registry --out FILE [--cache DIR]\n",
  );
  expect(existsSync(out)).toBe(false);
});

test("a broken tree writes nothing and says what is broken", async () => {
  const content = join(work, "broken");
  cpSync(mini, content, { recursive: true });
  writeFileSync(
    join(content, "submissions", "mini-v1", "2026-02-01-first-light", "result.json"),
    "{",
  );
  const out = join(work, "never.json");
  const { code, stderr } = await command("registry", "--content", content, "--out", out);
  expect(code).toBe(1);
  expect(stderr).toContain(
    "submissions/mini-v1/2026-02-01-first-light/result.json:1:2  error  result-not-json",
  );
  expect(() => readFileSync(out)).toThrow("ENOENT");
});

test("without --out it says so", async () => {
  expect(await command("registry")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("registry needs --out FILE."),
  });
});
