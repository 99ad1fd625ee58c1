import { describe, expect, test } from "vitest";
import { nameFor, type PickedItem, pickedFolder } from "../../src/check-page/picked.ts";

const at = (path: string, text = ""): PickedItem => ({
  path,
  file: new File([text], path.split("/").at(-1) ?? ""),
});

/** The names in a picked folder, and where it lies. */
function summary(items: readonly PickedItem[]) {
  const picked = pickedFolder(items);
  if (picked === "several") return picked;
  const { id, parent, files, folders } = picked;
  return { id, parent, files: files.map(({ name }) => name), folders };
}

describe("a folder is found in what was picked", () => {
  test("the folder itself", () => {
    const items = [at("2026-01-01-a/result.json"), at("2026-01-01-a/run-1.jsonl")];
    const files = ["result.json", "run-1.jsonl"];
    expect(summary(items)).toEqual({ id: "2026-01-01-a", parent: null, files, folders: [] });
  });

  test("inside another, which tells its ruleset, with what lies deeper as a folder", () => {
    const entry = "content/submissions/r-v1/2026-01-01-a";
    const items = [at("content/notes.txt"), at(`${entry}/result.json`), at(`${entry}/code/a.py`)];
    const found = { id: "2026-01-01-a", parent: "r-v1", files: ["result.json"], folders: ["code"] };
    expect(summary(items)).toEqual(found);
  });

  test("an empty folder beside the files, as a drop tells it", () => {
    const items = [{ path: "a", file: null }, at("a/result.json"), { path: "a/b", file: null }];
    expect(summary(items)).toMatchObject({ id: "a", files: ["result.json"], folders: ["b"] });
  });

  test("without a result.json, which the check will miss", () => {
    expect(summary([at("a/run-1.jsonl")])).toMatchObject({ id: "a", files: ["run-1.jsonl"] });
    expect(summary([{ path: "a", file: null }])).toMatchObject({ id: "a", files: [] });
  });

  test("loose files have no folder", () => {
    expect(summary([at("result.json"), at("b.jsonl")])).toMatchObject({ id: null, parent: null });
  });

  test("two entries are too many", () => {
    expect(summary([at("r/a/result.json"), at("r/b/result.json")])).toBe("several");
  });
});

describe("loose files get a name", () => {
  const named = (result: string) =>
    nameFor({ files: [{ name: "result.json", file: new File([result], "result.json") }] });

  test("of their date and title", async () => {
    const result = { date: "2026-01-31", title: "Über-schnelles  DiT <b>(v2)</b>" };
    expect(await named(JSON.stringify(result))).toBe("2026-01-31-uber-schnelles-dit-b-v2-b");
  });

  test("even where result.json says nothing of use", async () => {
    for (const text of ["{", "null", "[]", '{"date": 3, "title": "日本"}']) {
      expect(await named(text)).toMatch(/^\d{4}-\d\d-\d\d-[a-z0-9-]+$/);
    }
    expect(await nameFor({ files: [] })).toMatch(/-my-idea$/);
  });
});
