import { describe, expect, it } from "vitest";
import { drawRecordHistory, type HistoryPoint } from "../../src/charts/record-history.ts";
import { PAGE_SIZES } from "../../src/charts/sizes.ts";
import { csv } from "../../src/components/charts/data-table.ts";
import { historyPoints, historyTable } from "../../src/components/charts/history.ts";
import { registry } from "../components/mini-site.ts";
import { countOf, illFormed } from "./well-formed.ts";

const contest = { ruleset: "mini-v1", track: "basic", hardware: "2-cpu-cores" };
const points = historyPoints(registry, contest);
const hostile = `"><script>alert(1)</script>&'`;
const point = (index: number): HistoryPoint => ({
  id: `entry-${index}`,
  title: `Entry ${index}`,
  holder: "Somebody",
  openedAt: `2026-0${1 + (index % 9)}-01T00:00:00Z`,
  seconds: 1000 * 0.8 ** index,
  kind: "record",
  gain: index === 0 ? null : 0.2,
  pFaster: null,
});

/** The groups of dots in a drawing, by class, with how many each holds. */
const dots = (svg: string, className: string) =>
  [...(new RegExp(`class="${className}"[^>]*>(.*?)</g>`).exec(svg)?.[1] ?? "").matchAll(/<circle/g)]
    .length;

describe("record history", () => {
  it.each(PAGE_SIZES)("draws the miniature tree, %s", (size) => {
    const svg = drawRecordHistory({ id: "h", title: "History", points }, size);
    expect(illFormed(svg)).toBeNull();
    expect([dots(svg, "ig-step"), dots(svg, "ig-unproven"), dots(svg, "ig-other")]).toEqual([
      2, 1, 0,
    ]);
    expect(countOf(svg, "ig-label-strong")).toBe(2);
    expect(svg).toContain('role="img"');
    expect(svg).toContain("The record fell in 2 steps from 32.0 s");
  });

  it("leaves out entries in doubt and keeps the order of opening", () => {
    expect(points.map(({ id, kind }) => [id, kind])).toEqual([
      ["2026-02-01-first-light", "record"],
      ["2026-02-08-fewer-steps", "record"],
      ["2026-02-10-not-measured-yet", "claimed"],
    ]);
    expect(csv(historyTable(points))).toContain("time_to_target_seconds");
  });

  it("draws one record, and nothing where there is none", () => {
    const one = drawRecordHistory({ id: "h", title: "History", points: [point(0)] }, "wide");
    expect(illFormed(one)).toBeNull();
    expect(one).toContain("One record: Entry 0");
    expect(drawRecordHistory({ id: "h", title: "History", points: [] }, "wide")).toBe("");
  });

  it("escapes what strangers wrote", () => {
    const titled = { ...point(0), title: hostile, holder: hostile };
    const svg = drawRecordHistory({ id: "h", title: hostile, points: [titled] }, "wide");
    expect(illFormed(svg)).toBeNull();
    expect(svg).not.toContain("<script");
  });

  it("draws many records without a fault, and the same bytes each time", () => {
    const many = Array.from({ length: 40 }, (_, index) => point(index));
    const draw = () => drawRecordHistory({ id: "h", title: "History", points: many }, "medium");
    expect(illFormed(draw())).toBeNull();
    expect(draw()).toBe(draw());
  });
});

describe("the check of well-formedness itself", () => {
  it.each(["<g>", "<g></a></g>", '<g a="<">x</g>', "<g>a & b</g>", "<g>a > b</g>", "<g a=b></g>"])(
    "refuses %s",
    (markup) => expect(illFormed(markup)).not.toBeNull(),
  );
});
