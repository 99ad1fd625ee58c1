import { describe, expect, it } from "vitest";
import { drawLossCurve } from "../../src/charts/loss-curve.ts";
import { drawMetricCurve, type MetricCurveChart } from "../../src/charts/metric-curve.ts";
import { COLUMN_SIZES } from "../../src/charts/sizes.ts";
import { smooth, thin } from "../../src/charts/smooth.ts";
import { drawSpreadStrip, sharedScale } from "../../src/charts/spread-strip.ts";
import { drawTimeComparison } from "../../src/charts/time-comparison.ts";
import { lossSeries, metricSeries } from "../../src/components/run/curves.ts";
import { ids, viewOf } from "../components/mini-site.ts";
import { countOf, illFormed } from "./well-formed.ts";

const view = viewOf(ids.record);
const chart: MetricCurveChart = {
  id: "c",
  title: "FD-digits against training clock",
  metric: "FD-digits",
  direction: "min",
  target: { value: 6, provisional: false },
  role: "target",
  axis: "clock",
  series: metricSeries(view, "fd_digits", "clock"),
};

describe("metric curve", () => {
  it.each(COLUMN_SIZES)("draws every seed, the target and the crossings, %s", (size) => {
    const svg = drawMetricCurve(chart, size);
    expect(illFormed(svg)).toBeNull();
    expect(svg).toContain("target ≤ 6");
    expect(svg).toContain("seed 3: 25.7 s");
    expect(svg).toContain("seed 4: 25.7 s");
    expect(countOf(svg, "ig-crossing")).toBe(2);
  });

  it("marks points where a guard fails as hollow", () => {
    const failing = chart.series.flatMap(({ points }) => points.filter((one) => !one.guardsHold));
    expect(failing.length).toBeGreaterThan(0);
    expect(countOf(drawMetricCurve(chart, "wide"), "ig-hollow")).toBe(failing.length);
  });

  it("says what is provisional, and what is a guard", () => {
    const target = { value: 0.95, provisional: true };
    const guard = { ...chart, direction: "max", role: "guard", target } as const;
    expect(drawMetricCurve(guard, "wide")).toContain("guard ≥ 0.95 (provisional)");
  });

  it("draws a single point and a run that never arrives", () => {
    const series = [{ seed: 1, points: [{ x: 3, value: 9, guardsHold: true }], crossing: null }];
    const svg = drawMetricCurve({ ...chart, series }, "narrow");
    expect(illFormed(svg)).toBeNull();
    expect(svg).toContain("seed 1 never");
  });

  it("draws nothing without points", () => {
    expect(drawMetricCurve({ ...chart, series: [] }, "wide")).toBe("");
  });

  it("leaves the flags out where they would fill the chart", () => {
    const [one] = chart.series;
    const series = Array.from({ length: 30 }, (_, seed) => ({ ...one, seed }));
    const svg = drawMetricCurve({ ...chart, series } as MetricCurveChart, "wide");
    expect(illFormed(svg)).toBeNull();
    expect(countOf(svg, "ig-flag")).toBe(0);
  });
});

describe("loss curve", () => {
  it("draws every seed, faint as logged and smoothed", () => {
    const series = lossSeries(view);
    const svg = drawLossCurve({ id: "l", title: "Training loss", series }, "wide");
    expect(illFormed(svg)).toBeNull();
    expect([countOf(svg, "ig-raw"), countOf(svg, "ig-curve")]).toEqual([2, 2]);
    expect(svg).toContain("seed 3 ends at");
  });

  it("survives a constant loss and draws nothing without one", () => {
    const points = [0, 1, 2].map((clock) => ({ clock, loss: 0.5 }));
    const draw = (given: typeof points) =>
      drawLossCurve({ id: "l", title: "Loss", series: [{ seed: 1, points: given }] }, "narrow");
    expect(illFormed(draw(points))).toBeNull();
    expect(draw([])).toBe("");
  });

  it("smooths without moving the mean of a straight line, and thins with both ends", () => {
    const line = Array.from({ length: 400 }, (_, clock) => ({ clock, loss: 2 }));
    expect(smooth(line).every(({ loss }) => Math.abs(loss - 2) < 1e-12)).toBe(true);
    const few = thin(line, 10);
    expect([few.length, few[0]?.clock, few.at(-1)?.clock]).toEqual([10, 0, 399]);
  });
});

describe("comparison and spread", () => {
  it("draws a bar an entry and a ring a run, with titles escaped", () => {
    const entry = (id: string, seconds: number, current: boolean) => ({
      id,
      title: `<b>${id}</b>`,
      seconds,
      runs: [seconds - 1, seconds + 1],
      current,
    });
    const entries = [entry("before", 40, false), entry("now", 30, true)];
    const svg = drawTimeComparison({ id: "t", title: "Times", entries }, "wide");
    expect(illFormed(svg)).toBeNull();
    expect(svg).not.toContain("<b>");
    expect(svg).toContain("30.0 s (−25.0\u202f%)");
    expect(drawTimeComparison({ id: "t", title: "Times", entries: [] }, "wide")).toBe("");
  });

  it("keeps the strip inside its rail", () => {
    const times = [20, 20.5, 60];
    const scale = sharedScale(times);
    if (scale === null) throw new Error("there are times");
    const svg = drawSpreadStrip({ times, mean: 33.5, scale });
    expect(illFormed(svg)).toBeNull();
    const centres = [...svg.matchAll(/cx="([\d.]+)"/g)].map(([, at]) => Number(at));
    expect(centres.every((at) => at >= 0 && at <= 132)).toBe(true);
    expect(sharedScale([])).toBeNull();
  });
});
