import { describe, expect, it } from "vitest";
import { buildRegistry } from "../../src/registry/index.ts";
import { prospectOf } from "../../src/registry/prospect.ts";
import type { Entry } from "../../src/registry/types.ts";
import type { Ruleset } from "../../src/schemas/ruleset.ts";
import { entry, ruleset, type Sketch } from "./entries.ts";
import { recordsOf, registryOf } from "./made.ts";

/** What rulesets can ask for, case by case; the properties are in ranking.test.ts. */

const id = "2026-11-01-a";
const one = (sketch: Omit<Sketch, "id">, rules: Ruleset = ruleset) =>
  registryOf([{ id, ...sketch }], rules).submissions[0];
const runs = (more: Partial<Ruleset["runs"]>): Ruleset => ({
  ...ruleset,
  runs: { ...ruleset.runs, ...more },
});

describe("the number that counts", () => {
  it("is the kernel's: beyond the target there is no place, however small the difference", () => {
    expect(one({ measured: { fd_digits: 1.5 } })).toMatchObject({ rank: 1, withheld: null });
    expect(one({ measured: { fd_digits: 1.5000001 } })).toMatchObject({
      standing: "verified",
      rank: null,
      withheld: "target-missed",
      record: false,
    });
  });
  it("is the kernel's for a guard as well", () => {
    expect(one({ measured: { label_accuracy: 0.9499 } })?.withheld).toBe("target-missed");
  });
  it("tells of each run whether it holds", () => {
    expect(one({ measured: { fd_digits: 1.6 } })?.runs.map((run) => run.target_holds)).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe("evaluators", () => {
  const measuredBy = (change: (entry: Entry) => Partial<NonNullable<Entry["verification"]>>) => {
    const made = entry({ id, clocks: [1, 1, 1] });
    if (!made.verification) throw new Error("not verified");
    const other = { ...made, verification: { ...made.verification, ...change(made) } };
    const entries = [other, entry({ id: "2026-11-02-b" })];
    return buildRegistry({ rulesets: [ruleset], entries });
  };
  it.each([
    ["kernel version", { kernel: { version: "2", source_sha256: "0".repeat(64) } }],
    ["features", { features: { name: "digits-cnn-1", sha256: "0".repeat(64) } }],
    ["reference", { reference: { name: "other", sha256: "0".repeat(64) } }],
  ])("are never ranked together: another %s holds no place", (_, change) => {
    const { submissions, records } = measuredBy(() => change);
    expect(submissions.map(({ rank, withheld }) => [rank, withheld])).toEqual([
      [null, "other-evaluator"],
      [1, null],
    ]);
    expect(records.map(({ submission }) => submission)).toEqual(["2026-11-02-b"]);
  });
});

describe("significance", () => {
  const asked = runs({ significance: { alpha: 0.01 } });
  it("is shown with p and n, and decides over the place", () => {
    expect(one({}, asked)?.significance).toMatchObject({ alpha: 0.01, n: 3, p: 0, holds: true });
    // Three equal values and one far off: the mean holds, the test does not.
    const made = entry({ id, clocks: [60, 60, 60] });
    const spread = [1.0, 1.49, 1.5];
    const verification = made.verification && {
      ...made.verification,
      runs: made.verification.runs.map((run, index) => ({
        ...run,
        measured: { ...run.measured, fd_digits: spread[index] ?? 0 },
      })),
    };
    const [found] = buildRegistry({
      rulesets: [asked],
      entries: [{ ...made, verification }],
    }).submissions;
    // scipy: ttest_1samp([1.0, 1.49, 1.5], 1.5, alternative="less").pvalue
    expect(found).toMatchObject({ withheld: "not-significant", significance: { p: 0.20561 } });
  });
  it("needs two runs", () => {
    expect(one({ clocks: [60] }, asked)).toMatchObject({
      withheld: "not-significant",
      significance: { n: 1, p: null },
    });
  });
  it("is waived by reviewers where the ruleset lets them, and nowhere else", () => {
    const waived = { clocks: [60], waives: ["significance" as const] };
    const lets = runs({ significance: { alpha: 0.01, waivable: "systems-only" } });
    expect(one(waived, lets)).toMatchObject({
      withheld: null,
      significance: { waived: { reason: "test" }, holds: true },
    });
    expect(one(waived, asked)?.withheld).toBe("not-significant");
  });
  it("counts byte-identical logs once", () => {
    const made = entry({ id, clocks: [60, 70, 80] });
    const sha256 = "a".repeat(64);
    const files = ["run-1.jsonl", "run-2.jsonl"].map((name) => ({ name, bytes: 1, sha256 }));
    const [found] = buildRegistry({ rulesets: [asked], entries: [{ ...made, files }] }).submissions;
    expect(found).toMatchObject({
      significance: { n: 2 },
      ranked_by: { value: 70, runs: 2 },
    });
  });
  it("is asked of a record where the ruleset says so", () => {
    const first = { id: "2026-11-01-a", clocks: [60, 70, 80] };
    const noisy = { id: "2026-11-02-b", clocks: [55, 65, 75] };
    const clear = { id: "2026-11-03-c", clocks: [20, 21, 22] };
    const strict = { ...ruleset, record: { ...ruleset.record, significance: { alpha: 0.05 } } };
    expect(recordsOf([first, noisy, clear])).toEqual([first.id, noisy.id, clear.id]);
    expect(recordsOf([first, noisy, clear], strict)).toEqual([first.id, clear.id]);
  });
});

describe("runs that stop at a step fixed ahead", () => {
  const fixed = runs({ stop: "fixed" });
  it("may miss the target one by one, as long as the mean holds", () => {
    const made = entry({ id, clocks: [60, 60, 60] });
    const withValues = (values: readonly number[]) => {
      const verification = made.verification && {
        ...made.verification,
        runs: made.verification.runs.map((run, index) => ({
          ...run,
          measured: { ...run.measured, fd_digits: values[index] ?? 0 },
        })),
      };
      const tree = { rulesets: [fixed], entries: [{ ...made, verification }] };
      return buildRegistry(tree).submissions[0]?.withheld;
    };
    expect(withValues([1.4, 1.5, 1.6])).toBeNull();
    expect(withValues([1.4, 1.5, 1.6000001])).toBe("target-missed");
  });
  it("stop at the same step", () => {
    const made = entry({ id });
    const logs = made.logs.map((log, index) =>
      log && index === 0
        ? { ...log, evaluations: log.evaluations.map((point) => ({ ...point, step: 7 })) }
        : log,
    );
    const [found] = buildRegistry({ rulesets: [fixed], entries: [{ ...made, logs }] }).submissions;
    expect(found?.withheld).toBe("stops-differ");
  });
});

describe("tie bands", () => {
  const host = { ...ruleset, ties: { host_spread_relative: 0.02 } };
  it("share a place within what the leader's runs leave open, the earlier first", () => {
    const leader = { id: "2026-11-09-fast", clocks: [59, 60, 61] };
    const near = { id: "2026-11-01-near", clocks: [61, 61, 61] };
    const far = { id: "2026-11-02-far", clocks: [63, 63, 63] };
    const { submissions } = registryOf([leader, near, far]);
    expect(submissions.map(({ id: name, rank }) => [name.slice(11), rank])).toEqual([
      ["near", 1],
      ["far", 3],
      ["fast", 1],
    ]);
    // 60 + t(0.95; 2) · 1 · √(2/3), t = 2.919986
    expect(submissions[0]?.band).toEqual({ number: 1, size: 2, until: 62.384158 });
  });
  it("are no help to runs that vary more", () => {
    const leader = { id: "2026-11-01-steady", clocks: [60, 60, 60] };
    const noisy = { id: "2026-11-02-noisy", clocks: [30, 60, 120] };
    expect(registryOf([leader, noisy]).submissions.map(({ rank }) => rank)).toEqual([1, 2]);
  });
  it("cover the spread between machines where the ruleset gives it, to the edge", () => {
    const times = (second: number) =>
      registryOf(
        [
          { id: "2026-11-01-a", clocks: [50] },
          { id: "2026-11-02-b", clocks: [second] },
        ],
        host,
      ).submissions.map(({ rank }) => rank);
    expect(times(51)).toEqual([1, 1]);
    expect(times(51.000001)).toEqual([1, 2]);
  });
  it("are where a prospect would fall as well", () => {
    const registry = registryOf([{ id: "2026-11-01-a", clocks: [59, 60, 61] }]);
    const contest = { ruleset: ruleset.id, track: "basic", hardware_class: "2-cpu-cores" };
    const rank = (seconds: number) =>
      prospectOf(registry, contest, { time_to_target_seconds: seconds })?.rank;
    expect([59, 60, 62.384158, 62.384159].map(rank)).toEqual([1, 1, 1, 2]);
  });
});

describe("times measured again", () => {
  const timing = (clocks: readonly number[], date = "2026-11-20") => ({
    date,
    host: "reference",
    reason: "timed on the reference machine",
    by: ["test"],
    link: null,
    runs: clocks.map((clock_seconds, seed) => ({ seed, clock_seconds })),
  });
  it("count instead of the logs', the last of them, and say why", () => {
    const timings = [timing([70, 72]), timing([64, 66], "2026-11-10")];
    expect(one({ timings })).toMatchObject({
      time_to_target_seconds: 71,
      ranked_by: { value: 71, runs: 2 },
      timing: { date: "2026-11-20", host: "reference", seconds: 71, baseline: null },
    });
  });
  it("do not give a time to an entry that never reached the target", () => {
    const made = entry({ id, timings: [timing([1])] });
    const logs = made.logs.map((log) => log && { ...log, evaluations: [] });
    const [found] = buildRegistry({
      rulesets: [ruleset],
      entries: [{ ...made, logs }],
    }).submissions;
    expect(found).toMatchObject({ time_to_target_seconds: null, withheld: "not-reached" });
  });
  it("count beside a baseline relative to it, where the ruleset says so", () => {
    const baseline = {
      submission: "2026-11-01-base",
      interleaved: true,
      runs: [{ seed: 1, clock_seconds: 80 }],
    };
    const list: Sketch[] = [
      { id: "2026-11-01-base", clocks: [100, 100, 100] },
      { id: "2026-11-02-b", clocks: [90, 90, 90], timings: [{ ...timing([76]), baseline }] },
    ];
    const timesUnder = (rules: Ruleset) =>
      registryOf(list, rules).submissions.map((found) => found.time_to_target_seconds);
    expect(timesUnder(ruleset)).toEqual([100, 76]);
    expect(timesUnder({ ...ruleset, timing: { beside_baseline: "recorded" } })).toEqual([100, 76]);
    // On this machine everything takes 80 % of the time, so 76 s are 95 s there.
    expect(timesUnder({ ...ruleset, timing: { beside_baseline: "adjusts" } })).toEqual([100, 95]);
  });
  it("beside a baseline vary with the entry's runs and with the baseline's", () => {
    const rules: Ruleset = { ...ruleset, timing: { beside_baseline: "adjusts" } };
    const beside = (clocks: readonly number[]) => ({
      submission: "2026-11-01-base",
      interleaved: true,
      runs: timing(clocks).runs,
    });
    const list = (clocks: readonly number[]): Sketch[] => [
      { id: "2026-11-01-base", clocks: [100, 100] },
      { id: "2026-11-02-b", timings: [{ ...timing([99, 101]), baseline: beside(clocks) }] },
    ];
    const deviation = (clocks: readonly number[]) =>
      registryOf(list(clocks), rules).submissions[1]?.time_to_target_sd_seconds;
    expect(deviation([100, 100])).toBeCloseTo(Math.SQRT2, 6);
    // Both means have a relative error of 1 %: their quotient has √2 times that.
    expect(deviation([99, 101])).toBeCloseTo(2, 6);
  });
  it("take a record away when they are slower", () => {
    const first = { id: "2026-11-01-a", clocks: [60, 60] };
    const second = { id: "2026-11-02-b", clocks: [50, 50], timings: [timing([60, 61])] };
    const registry = registryOf([first, second]);
    expect(registry.records.map(({ submission }) => submission)).toEqual([first.id]);
    expect(registry.fallen).toMatchObject([
      { submission: second.id, cause: "retimed", ruling: null, standing: "verified" },
    ]);
  });
});

describe("the axis that ranks", () => {
  it("is the ruleset's primary one", () => {
    const bySamples: Ruleset = { ...ruleset, axes: { primary: "samples_seen", secondary: [] } };
    const made = entry({ id: "2026-11-02-b", clocks: [90] });
    const logs = made.logs.map(
      (log) =>
        log && { ...log, evaluations: log.evaluations.map((point) => ({ ...point, samples: 9 })) },
    );
    const entries = [entry({ id, clocks: [10] }), { ...made, logs }];
    const { submissions, records } = buildRegistry({ rulesets: [bySamples], entries });
    expect(submissions.map(({ rank, ranked_by: { axis, value } }) => [rank, axis, value])).toEqual([
      [2, "samples_seen", 25_600],
      [1, "samples_seen", 9],
    ]);
    expect(records.map(({ submission }) => submission)).toEqual([id, "2026-11-02-b"]);
  });
});
