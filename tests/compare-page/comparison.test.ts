import { describe, expect, it } from "vitest";
import { overlayShape } from "../../src/charts/overlay.ts";
import { markup } from "../../src/charts/shapes.ts";
import {
  caveats,
  differingSettings,
  figures,
  overlayOf,
  pointRows,
  sharedMetrics,
} from "../../src/compare-page/comparison.ts";
import type { EntryCurves } from "../../src/compare-page/document.ts";
import { entryCurves } from "../../src/components/compare/entry-curves.ts";
import { hostileText } from "../browser/hostile.ts";
import { countOf, illFormed } from "../charts/well-formed.ts";
import { ids, viewOf } from "../components/mini-site.ts";

const first = entryCurves(viewOf(ids.first));
const record = entryCurves(viewOf(ids.record));
const both = [first, record];
const [metric] = sharedMetrics(both);
if (metric === undefined) throw new Error("the miniature entries share no metric");
const drawing = (
  entries: readonly EntryCurves[],
  width = 900,
  axis: "clock" | "samples" = "clock",
) => {
  const made = overlayShape(overlayOf(entries, metric, axis, "o"), width);
  return made === null ? null : markup(made);
};

describe("what is compared of entries", () => {
  it("is drawn: every seed of each, the crossings, a flag an entry, the target they share", () => {
    for (const width of [360, 900]) {
      const svg = drawing(both, width) ?? "";
      expect(illFormed(svg)).toBeNull();
      expect(countOf(svg, "ig-crossing")).toBe(4);
      expect(countOf(svg, "ig-flag")).toBe(2);
      expect(countOf(svg, "ig-target")).toBe(1);
      expect(svg).toContain("A from ");
    }
    expect(drawing(both, 900, "samples")).toContain("training samples seen");
  });

  it("has no flags on a phone where there are many entries", () => {
    const four = [first, record, first, record];
    expect(countOf(drawing(four, 360) ?? "", "ig-flag")).toBe(0);
    expect(countOf(drawing(four, 900) ?? "", "ig-flag")).toBe(4);
  });

  it("keeps its lines where there are more evaluations than marks", () => {
    const [line] = record.runs;
    if (line === undefined) throw new Error("the entry has no run");
    const row = line.evaluations[0];
    if (row === undefined) throw new Error("the run has no evaluation");
    const evaluations = Array.from({ length: 90 }, (_, index) => ({ ...row, clock: index }));
    const runs = Array.from({ length: 10 }, (_, seed) => ({ ...line, seed, evaluations }));
    const many = [first, record].map((entry) => ({ ...entry, runs }));
    const marks = (most: number) => {
      const overlay = overlayOf(many, metric, "clock", "o", most);
      const svg = markup(overlayShape(overlay, 900) ?? { tag: "g", attributes: {}, children: [] });
      return { lines: countOf(svg, "ig-curve"), dots: svg.split("<title>").length - 1 };
    };
    expect(marks(1000)).toEqual({ lines: 20, dots: 1000 });
    expect(marks(130)).toEqual({ lines: 20, dots: 120 });
    expect(marks(20)).toEqual({ lines: 20, dots: 0 });
  });

  it("is not drawn without a value", () => {
    expect(drawing(both.map((entry) => ({ ...entry, runs: [] })))).toBeNull();
  });

  it("stays text whatever a title says", () => {
    const svg = drawing([{ ...first, title: hostileText }, record]) ?? "";
    expect(illFormed(svg)).toBeNull();
    expect(svg).not.toContain("<script");
    expect(svg).not.toContain("<img");
  });

  it("shows no target where the entries have different ones", () => {
    const other = { ...record, target: record.target && { ...record.target, value: 1 } };
    expect(countOf(drawing([first, other]) ?? "", "ig-target")).toBe(0);
  });

  it("takes a metric of the same id and another name for another metric", () => {
    const renamed = { ...record, metrics: record.metrics.map((one) => ({ ...one, name: "x" })) };
    expect(sharedMetrics([first, renamed])).toEqual([]);
    expect(sharedMetrics(both).map(({ id }) => id)).toContain("fd_digits");
  });

  it("says where times cannot be ranked together, and where an entry is in doubt", () => {
    expect(caveats(both)).toEqual([]);
    const contest = { ...record.contest, hardware_class: "other" };
    expect(caveats([first, { ...record, contest }])).toEqual([
      "They ran on different classes of hardware: samples seen can be compared, times not.",
    ]);
    const version = { ...record.contest, ruleset: "mini-v2", track: "x" };
    expect(caveats([first, { ...record, contest: version }])).toEqual([
      "They were made under different rulesets, whose metrics and clocks may differ.",
    ]);
    expect(caveats([first, { ...record, standing: "refuted" }])).toEqual([
      "“The same network, logit-normal time sampling” is refuted.",
    ]);
  });

  it("tells the settings that differ, and those that only one has, but not the commit", () => {
    expect(differingSettings(both)).toEqual([]);
    const more = { group: "Training", name: "warm up", value: "50" };
    const changed = {
      ...record,
      configuration: [
        ...record.configuration.map((one) =>
          one.name === "precision" ? { ...one, value: "bf16" } : one,
        ),
        more,
      ],
    };
    expect(differingSettings([first, changed])).toEqual([
      { group: "Training", name: "precision", values: ["float32", "bf16"] },
      { group: "Training", name: "warm up", values: [null, "50"] },
    ]);
  });

  it("puts the figures beside each other, with nothing in place of what is missing", () => {
    const rows = figures([first, { ...record, time_to_target_seconds: null }]);
    const [time] = rows;
    expect(time).toMatchObject({ name: "Time to target", values: [expect.any(String), null] });
    expect(rows.every(({ values }) => values.length === 2)).toBe(true);
  });

  it("lists the values behind the drawing", () => {
    const rows = pointRows(overlayOf(both, metric, "clock", "o"));
    const drawn = both.flatMap(({ runs }) => runs.flatMap(({ evaluations }) => evaluations));
    expect(rows).toHaveLength(drawn.length);
    expect(rows[0]?.[0]).toBe("A");
    expect(rows.at(-1)?.[0]).toBe("B");
  });
});
