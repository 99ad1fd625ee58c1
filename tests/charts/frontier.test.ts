import { describe, expect, it } from "vitest";
import { drawFrontier } from "../../src/charts/frontier.ts";
import { frontierTable, frontierViews } from "../../src/components/charts/frontier.ts";
import { registry } from "../components/mini-site.ts";
import { countOf, illFormed } from "./well-formed.ts";

const hostile = `"><script>alert(1)</script>&'`;
const [ruleset] = registry.rulesets;
const track = ruleset?.tracks.find(({ id }) => id === "basic");
if (!ruleset || !track) throw new Error("the miniature tree has a basic track");
const entries = registry.submissions.filter((entry) => entry.track === "basic");
const show = (value: number) => String(value);

describe("frontiers of a contest", () => {
  it("are those of ranked entries whose costs differ", () => {
    const views = frontierViews(entries, ruleset, track);
    expect(views.map(({ key }) => key)).toContain("fd_digits-time-to-target-seconds");
    const ranked = entries.filter(({ rank }) => rank !== null).map(({ id }) => id);
    for (const view of views) {
      expect(view.points.map(({ id }) => id).toSorted()).toEqual(ranked.toSorted());
      expect(view.points.some(({ onFrontier }) => onFrontier)).toBe(true);
      expect(new Set(view.points.map(({ cost }) => cost)).size).toBeGreaterThan(1);
      expect(frontierTable(view).rows).toHaveLength(view.points.length);
    }
    expect(views.map(({ key }) => key)).not.toContain("time-parameters");
  });

  it.each(["narrow", "medium"] as const)("are drawn, whatever the titles say, %s", (size) => {
    const points = [1, 10, 100].map((cost, index) => ({
      id: `e${index}`,
      title: `${hostile} ${index}`,
      cost,
      value: index === 1 ? 9 : 5 - index,
      onFrontier: index !== 1,
    }));
    const quantity = { name: "something", show };
    const svg = drawFrontier(
      { id: "f", title: hostile, cost: quantity, value: quantity, direction: "min", points },
      size,
    );
    expect(illFormed(svg)).toBeNull();
    expect(svg).not.toContain("<script>");
    expect(svg).toContain("3 entries, 2 on the frontier");
    expect(svg).toContain("log scale");
    expect(countOf(svg, "ig-label")).toBeGreaterThan(0);
  });

  it("of nobody are nothing", () => {
    const quantity = { name: "something", show };
    const chart = { id: "f", title: "t", cost: quantity, value: quantity, points: [] };
    expect(drawFrontier({ ...chart, direction: "min" }, "narrow")).toBe("");
    expect(frontierViews([], ruleset, track)).toEqual([]);
  });
});
