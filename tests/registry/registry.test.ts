import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildRegistry } from "../../src/registry/index.ts";
import { entry, ruleset, type Sketch } from "./entries.ts";
import { asText } from "./made.ts";

const registry = (...sketches: Sketch[]) =>
  buildRegistry({ rulesets: [ruleset], entries: sketches.map(entry) });
const records = (...sketches: Sketch[]) =>
  registry(...sketches).records.map((record) => record.submission);

const day = (number: number) => `2026-11-${String(number).padStart(2, "0")}`;
const sketch = fc.record({
  clock: fc.integer({ min: 10, max: 99 }),
  day: fc.integer({ min: 1, max: 28 }),
  verdict: fc.constantFrom("confirmed", "refuted", null),
  hardware: fc.constantFrom("2-cpu-cores", "other"),
});
const sketches = fc.array(sketch, { maxLength: 8 }).map((list) =>
  list.map(
    ({ clock, day: opened, verdict, hardware }, index): Sketch => ({
      id: `${day(opened)}-e${index}`,
      clocks: [clock, clock, clock],
      verdict,
      hardware,
    }),
  ),
);

describe("time to target", () => {
  it("is the mean over the runs of the first crossing in each log", () => {
    const [only] = registry({ id: "2026-11-01-a", clocks: [50, 60, 70] }).submissions;
    expect(only).toMatchObject({
      time_to_target_seconds: 60,
      time_to_target_sd_seconds: 10,
      gpu_hours_to_target: Number((60 / 3600).toPrecision(9)),
      cost_to_target_usd: null,
    });
  });
  it("prices device-hours where a price is given", () => {
    const [only] = registry({ id: "2026-11-01-a", usd: 3.6 }).submissions;
    expect(only?.cost_to_target_usd).toBe(0.06);
  });
  it("is missing when one run never reached the target: no best of k", () => {
    const good = entry({ id: "2026-11-01-a" });
    const failed = good.logs.map((log, index) =>
      log && index === 0 ? { ...log, evaluations: log.evaluations.slice(0, 1) } : log,
    );
    const [only] = buildRegistry({
      rulesets: [ruleset],
      entries: [{ ...good, logs: failed }],
    }).submissions;
    expect(only).toMatchObject({ time_to_target_seconds: null, rank: null, record: false });
  });
  it("shows the kernel's metrics where it measured, the claim's elsewhere", () => {
    const [claimed, verified] = registry(
      { id: "2026-11-01-a", verdict: null },
      { id: "2026-11-02-b" },
    ).submissions;
    expect(claimed).toMatchObject({ metrics_source: "claimed", metrics: { fd_digits: 1.4 } });
    expect(verified).toMatchObject({ metrics_source: "measured", metrics: { fd_digits: 1.45 } });
  });
});

describe("ranks and records", () => {
  it("ranks by time within a hardware class", () => {
    const { submissions } = registry(
      { id: "2026-11-01-a", clocks: [60] },
      { id: "2026-11-02-b", clocks: [50] },
      { id: "2026-11-03-c", clocks: [10], hardware: "other" },
    );
    expect(submissions.map((each) => each.rank)).toEqual([2, 1, 1]);
  });
  it("gives equal times the same place", () => {
    const { submissions } = registry(
      { id: "2026-11-01-a" },
      { id: "2026-11-02-b" },
      { id: "2026-11-03-c", clocks: [70] },
    );
    expect(submissions.map((each) => each.rank)).toEqual([1, 1, 3]);
  });
  it("asks a record to beat the last one by the ruleset's margin of 1 %", () => {
    expect(
      records({ id: "2026-11-01-a", clocks: [60] }, { id: "2026-11-02-b", clocks: [59.4] }),
    ).toEqual(["2026-11-01-a"]);
    expect(
      records({ id: "2026-11-01-a", clocks: [60] }, { id: "2026-11-02-b", clocks: [59.3] }),
    ).toEqual(["2026-11-01-a", "2026-11-02-b"]);
  });
  it("lets the pull request's opening decide who was first", () => {
    const late = { id: "2026-11-01-a", openedAt: "2026-11-01T10:00:00Z", clocks: [50] };
    const early = { id: "2026-11-01-b", openedAt: "2026-11-01T09:00:00Z", clocks: [60] };
    expect(records(late, early)).toEqual(["2026-11-01-b", "2026-11-01-a"]);
  });
  it("gives a claim neither a place nor a record where verification is asked for", () => {
    const [only] = registry({ id: "2026-11-01-a", verdict: null }).submissions;
    expect(only).toMatchObject({ standing: "claimed", rank: null, record: false });
  });
  it("re-forms the history when a record falls", () => {
    const first = { id: "2026-11-01-a", clocks: [60] };
    const third = { id: "2026-11-03-c", clocks: [40] };
    const fallen = { id: "2026-11-02-b", clocks: [30] };
    expect(records(first, fallen, third)).toEqual(["2026-11-01-a", "2026-11-02-b"]);
    expect(records(first, { ...fallen, rulings: ["retract"] as const }, third)).toEqual([
      "2026-11-01-a",
      "2026-11-03-c",
    ]);
  });
});

describe("properties", () => {
  it("the order of entries never matters", () => {
    fc.assert(
      fc.property(sketches, (list) => {
        const forward = buildRegistry({ rulesets: [ruleset], entries: list.map(entry) });
        const backward = buildRegistry({
          rulesets: [ruleset],
          entries: list.toReversed().map(entry),
        });
        expect(asText(backward)).toBe(asText(forward));
      }),
    );
  });
  it("a slower later entry never changes a record", () => {
    fc.assert(
      fc.property(sketches, (list) => {
        const slower = { id: "2026-11-30-slow", clocks: [100, 100, 100] };
        const before = registry(...list).records;
        const contested = before.some((record) => record.hardware_class === "2-cpu-cores");
        const after = registry(...list, slower).records;
        if (contested) expect(after).toEqual(before);
        else expect(after).toHaveLength(before.length + 1);
      }),
    );
  });
  it("records of a contest only ever get faster, and each names the one before", () => {
    fc.assert(
      fc.property(sketches, (list) => {
        const groups = Map.groupBy(registry(...list).records, (record) => record.hardware_class);
        for (const history of groups.values()) {
          history.forEach((record, index) => {
            const before = history[index - 1];
            expect(record.previous).toBe(before?.submission ?? null);
            if (before)
              expect(record.time_to_target_seconds).toBeLessThan(before.time_to_target_seconds);
          });
        }
      }),
    );
  });
});
