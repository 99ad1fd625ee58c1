import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { readContent } from "../../src/content-tree/read-content.ts";
import { finding } from "../../src/findings/finding.ts";
import { entryComment } from "../../src/pull-requests/comment.ts";
import { levels, resampled } from "../../src/pull-requests/sparkline.ts";
import { buildRegistry } from "../../src/registry/index.ts";
import { prospectOf } from "../../src/registry/prospect.ts";

const derived = { time_to_target_seconds: null, samples_to_target: null, runs: [] };
const registry = buildRegistry(await readContent("content"));
const contest = { ruleset: "rehearsal-v1", track: "basic", hardware_class: "2-cpu-cores" };
const at = (seconds: number | null) =>
  prospectOf(registry, contest, { time_to_target_seconds: seconds });
const said = (seconds: number) => {
  const place = at(seconds);
  if (!place) throw new Error("no place");
  const text = entryComment({
    id: "x",
    findings: [],
    derived,
    prospect: { place, contest: "Basic" },
  });
  return text.split("\n").find((line) => line.startsWith("If confirmed"));
};

describe("the place an entry would take", () => {
  test("among the real records", () => {
    const record = registry.records.at(-1);
    expect(at(1)).toEqual({
      rank: 1,
      of: 6,
      record: { id: "2026-11-23-nano-dit-muon", seconds: record?.time_to_target_seconds },
      isRecord: true,
      gain: expect.closeTo(0.951, 2),
    });
    expect(at(1000)).toMatchObject({ rank: 6, isRecord: false });
    expect(at(null)).toBeNull();
  });

  test("in words: a record, one within the margin, none, and the first", () => {
    expect(said(10.25)).toBe(
      "If confirmed: **place 1 of 6 in Basic**, 49.9 % faster than the record (2026-11-23-nano-dit-muon, 20.5 s); a new record.",
    );
    expect(said(20.45)).toMatch(
      /faster than the record .*; within the margin that a record has to beat\.$/,
    );
    expect(said(41)).toMatch(/slower than the record .*; no record\.$/);
    const place = prospectOf(
      registry,
      { ...contest, hardware_class: "other" },
      { time_to_target_seconds: 5 },
    );
    if (!place) throw new Error("no place");
    const text = entryComment({
      id: "x",
      findings: [],
      derived,
      prospect: { place, contest: "Basic" },
    });
    expect(text).toContain("If confirmed: **place 1 of 1 in Basic**, and its first record.");
  });

  test("a track that is not ranked has no places", () => {
    expect(
      prospectOf(registry, { ...contest, track: "free-form" }, { time_to_target_seconds: 5 }),
    ).toBeNull();
  });
});

test("ten thousand findings fit into a comment, which says how many did not", () => {
  const many = Array.from({ length: 10_000 }, (_, line) =>
    finding("path-name", { file: `result.json`, line: line + 1 }, { path: `content/${line}/é` }),
  );
  const text = entryComment({ id: "x", findings: many, derived });
  expect(text.length).toBeLessThan(60_000);
  const shown = text.split("\n").filter((line) => line.startsWith("| result.json")).length;
  expect(text).toContain(`**${10_000 - shown} more findings** did not fit here`);
  // What is cut off is whole rows: the table still is one.
  const html = new MarkdownIt().render(text);
  expect(html.match(/<tr>/g)?.length).toBe(shown + 1);
});

describe("curves as text", () => {
  test("the last value known at the end of each part; nothing before the first", () => {
    const points = [
      { clock: 10, value: 5 },
      { clock: 40, value: 1 },
    ];
    const values = resampled(points, 40);
    expect(values).toHaveLength(40);
    expect(values.slice(0, 9)).toEqual(Array(9).fill(null));
    expect(values.slice(9, 39)).toEqual(Array(30).fill(5));
    expect(values.at(-1)).toBe(1);
  });

  test("values over more than a decade are drawn on a logarithmic scale, others are not", () => {
    expect([1, 10, 100].map(levels([1, 10, 100]))).toEqual([0, 4, 7]);
    expect([1, 2, 3].map(levels([1, 2, 3]))).toEqual([0, 4, 7]);
    expect([5, 5].map(levels([5, 5]))).toEqual([0, 0]);
    expect([-1, 0, 100].map(levels([-1, 0, 100]))).toEqual([0, 0, 7]);
  });
});
