import fc from "fast-check";
import { buildRegistry } from "../../src/registry/index.ts";
import type { ContentTree, Registry } from "../../src/registry/types.ts";
import type { Ruleset } from "../../src/schemas/ruleset.ts";
import { entry, ruleset, type Sketch } from "./entries.ts";

/** Content trees made at random: what the ranking's properties are tested on. */

export const day = (number: number) => `2026-11-${String(number).padStart(2, "0")}`;
export const LAST_DAY = day(28);
const days = fc.integer({ min: 1, max: 28 }).map(day);
const clock = fc.integer({ min: 100, max: 999 }).map((tenths) => tenths / 10);
export const clocks = fc.array(clock, { minLength: 1, maxLength: 4 });

const ruling = fc
  .tuple(fc.constantFrom("accept", "dispute", "resolve", "reproduce", "retract"), days)
  .map(([decision, date]) => `${decision} ${date}` as const);

const timing = fc.record({ date: days, clocks, beside: fc.boolean() });

const made = fc.record({
  opened: days,
  hour: fc.integer({ min: 0, max: 23 }),
  clocks,
  verdict: fc.constantFrom("confirmed", "confirmed", "confirmed", "refuted", null),
  verified: days,
  hardware: fc.constantFrom("2-cpu-cores", "2-cpu-cores", "other"),
  rulings: fc.array(ruling, { maxLength: 3 }),
  timings: fc.array(timing, { maxLength: 2 }),
  missed: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
  parents: fc.array(fc.nat(9), { maxLength: 2 }),
});

/** Sketches with ids of their own, opened at any time of a month, in no order. */
export const sketches: fc.Arbitrary<Sketch[]> = fc.array(made, { maxLength: 10 }).map((list) => {
  const ids = list.map(({ opened }, index) => `${opened}-e${index}`);
  return list.map((one, index): Sketch => {
    const id = ids[index] ?? "";
    const other = ids[(index + 1) % ids.length];
    return {
      id,
      clocks: one.clocks,
      openedAt: `${one.opened}T${String(one.hour).padStart(2, "0")}:00:00Z`,
      verdict: one.verdict,
      verifiedAt: `${one.verified}T12:00:00Z`,
      hardware: one.hardware,
      rulings: one.rulings,
      measured: one.missed ? { fd_digits: 1.6 } : {},
      basedOn: one.parents.flatMap((parent) => ids[parent] ?? []),
      timings: one.timings.map(({ date, clocks: timed, beside }) => ({
        date,
        host: "reference",
        reason: "test",
        by: ["test"],
        link: null,
        runs: timed.map((clock_seconds, seed) => ({ seed, clock_seconds })),
        baseline:
          beside && other
            ? { submission: other, interleaved: true, runs: [{ seed: 1, clock_seconds: 50 }] }
            : undefined,
      })),
    };
  });
});

/** Rulesets that ask for different things. */
export const rulesets: fc.Arbitrary<Ruleset> = fc
  .record({
    margin: fc.constantFrom(0, 0.01, 0.1),
    recordAlpha: fc.constantFrom(undefined, 0.05),
    host: fc.constantFrom(undefined, 0, 0.02),
    adjusts: fc.boolean(),
    axis: fc.constantFrom("clock_seconds" as const, "samples_seen" as const),
  })
  .map(({ margin, recordAlpha, host, adjusts, axis }) => ({
    ...ruleset,
    axes: { primary: axis, secondary: [] },
    record: {
      ...ruleset.record,
      margin_relative: margin,
      significance: recordAlpha === undefined ? undefined : { alpha: recordAlpha },
    },
    ties: { host_spread_relative: host },
    timing: { beside_baseline: adjusts ? "adjusts" : "recorded" },
  }));

export const treeOf = (list: readonly Sketch[], rules: Ruleset = ruleset): ContentTree => ({
  rulesets: [rules],
  entries: list.map(entry),
});

export const registryOf = (list: readonly Sketch[], rules?: Ruleset): Registry =>
  buildRegistry(treeOf(list, rules));

export const recordsOf = (list: readonly Sketch[], rules?: Ruleset): string[] =>
  registryOf(list, rules).records.map(({ submission }) => submission);

/** Everything a registry says, and in which order: two are the same only if this is. */
export const asText = (registry: Registry): string => `${JSON.stringify(registry, null, 2)}\n`;
