import fc from "fast-check";
import { expect, it } from "vitest";
import { RecordChain } from "../../src/registry/ledger/record-chain.ts";
import { history } from "../../src/registry/records.ts";
import type { Candidate } from "../../src/registry/types.ts";
import { rulesets } from "./made.ts";

const ENTRIES = 8;
const candidate = (number: number, value: number | null, sd: number): Candidate => ({
  id: `e${number}`,
  ruleset: "r",
  track: "t",
  hardware_class: "h",
  // Two and two are opened at the same moment.
  opened_at: `2026-11-0${1 + Math.floor(number / 2)}T00:00:00Z`,
  date: "2026-11-01",
  standing: value === null ? "disputed" : "verified",
  withheld: value === null ? "standing" : null,
  time_to_target_seconds: value,
  ranked_by: { axis: "clock_seconds", value, sd, runs: 3 },
});
const change = fc.record({
  number: fc.nat(ENTRIES - 1),
  value: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 4 }),
  sd: fc.integer({ min: 0, max: 3 }),
});

it("a history kept up to date is the one formed anew, whatever entries gain, lose and change", () => {
  fc.assert(
    fc.property(rulesets, fc.array(change, { maxLength: 30 }), (rules, changes) => {
      const all = Array.from({ length: ENTRIES }, (_, number) => candidate(number, null, 0));
      const chain = new RecordChain(all, rules);
      let told: readonly string[] = [];
      for (const { number, value, sd } of changes) {
        all[number] = candidate(number, value, sd);
        const changed = chain.update(candidate(number, value, sd));
        const kept = told.filter((id) => !changed?.removed.includes(id));
        told = [...kept, ...(changed?.added ?? [])].toSorted();
        const anew = history(
          all.filter(({ withheld }) => withheld === null),
          rules,
        ).map(({ submission }) => submission);
        expect(told).toEqual(anew.toSorted());
        if (changed) expect(changed.holderAfter).toBe(anew.at(-1) ?? null);
      }
    }),
    { numRuns: 300 },
  );
});
