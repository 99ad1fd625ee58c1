import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RegistrySubmission } from "../../src/registry/types.ts";
import type { Sketch } from "./entries.ts";
import { asText, clocks, LAST_DAY, recordsOf, registryOf, rulesets, sketches } from "./made.ts";

const verified = (id: string, times: readonly number[], more: Partial<Sketch> = {}): Sketch => ({
  id,
  clocks: times,
  ...more,
});
const boards = (submissions: readonly RegistrySubmission[]) =>
  Map.groupBy(
    submissions.filter(({ rank }) => rank !== null),
    ({ hardware_class }) => hardware_class,
  );

describe("properties of the ranking", () => {
  it("the order of files never matters", () => {
    fc.assert(
      fc.property(sketches, rulesets, (list, rules) => {
        expect(asText(registryOf(list.toReversed(), rules))).toBe(asText(registryOf(list, rules)));
      }),
    );
  });

  it("bands partition the ranking: each is a run of neighbours with one place, none reaches the next", () => {
    fc.assert(
      fc.property(sketches, rulesets, (list, rules) => {
        for (const board of boards(registryOf(list, rules).submissions).values()) {
          const bands = [...Map.groupBy(board, ({ band }) => band?.number).values()]
            .map((members) => members.toSorted((a, b) => value(a) - value(b)))
            .toSorted((a, b) => value(a[0]) - value(b[0]));
          let before = 0;
          bands.forEach((members, index) => {
            const [leader] = members;
            expect(new Set(members.map(({ rank }) => rank))).toEqual(new Set([before + 1]));
            expect(leader?.band).toMatchObject({ number: index + 1, size: members.length });
            const until = leader?.band?.until ?? 0;
            expect(members.every((one) => value(one) <= until)).toBe(true);
            const next = bands[index + 1]?.[0];
            if (next) expect(value(next)).toBeGreaterThan(until);
            before += members.length;
          });
        }
      }),
    );
  });

  it("an entry whose runs get faster never loses its place to itself", () => {
    const speedUp = fc.array(fc.integer({ min: 50, max: 100 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(sketches, rulesets, clocks, speedUp, (list, rules, times, percents) => {
        const id = `${LAST_DAY}-own`;
        const rankWith = (own: readonly number[]) =>
          registryOf([...list, verified(id, own)], rules).submissions.find((one) => one.id === id)
            ?.rank ?? 0;
        const faster = times.map((time, run) => (time * (percents[run] ?? 100)) / 100);
        expect(rankWith(faster)).toBeLessThanOrEqual(rankWith(times));
      }),
    );
  });

  it("a slower entry, whenever it was opened, moves nobody above it and no later record of others", () => {
    fc.assert(
      fc.property(sketches, rulesets, (list, rules) => {
        const slow = verified(`${LAST_DAY}-slow`, [5000, 5000], {
          openedAt: `${LAST_DAY}T23:30:00Z`,
        });
        const [before, after] = [registryOf(list, rules), registryOf([...list, slow], rules)];
        const rank = (registry: typeof before) =>
          new Map(registry.submissions.map((one) => [one.id, one.rank]));
        const [was, is] = [rank(before), rank(after)];
        for (const [id, place] of was) expect(is.get(id)).toBe(place);
        expect(after.records.filter(({ submission }) => submission !== slow.id)).toEqual(
          before.records,
        );
      }),
    );
  });

  it("retracting the last record restores the one before", () => {
    fc.assert(
      fc.property(sketches, rulesets, (list, rules) => {
        const before = recordsOf(list, rules);
        const fast = verified(`${LAST_DAY}-fast`, [1, 1, 1], { openedAt: `${LAST_DAY}T23:30:00Z` });
        const taken = recordsOf([...list, fast], rules);
        const retracted: Sketch = { ...fast, rulings: ["accept", `retract ${LAST_DAY}`] };
        expect(recordsOf([...list, retracted], rules)).toEqual(before);
        if (rules.axes.primary === "clock_seconds" && rules.record.significance === undefined) {
          expect(taken).toContain(fast.id);
        }
      }),
    );
  });

  it("a record is better than the one before by more than the margin, and was opened later", () => {
    fc.assert(
      fc.property(sketches, rulesets, (list, rules) => {
        const { records, submissions } = registryOf(list, rules);
        const byId = new Map(submissions.map((one) => [one.id, one]));
        for (const history of Map.groupBy(records, (one) => one.hardware_class).values()) {
          history.forEach((record, index) => {
            const before = history[index - 1];
            expect(record.previous).toBe(before?.submission ?? null);
            if (!before) return;
            expect(record.opened_at >= before.opened_at).toBe(true);
            const [now, then] = [record, before].map(({ submission }) => byId.get(submission));
            expect(value(now)).toBeLessThan(
              value(then) * (1 - rules.record.margin_relative) + 1e-6,
            );
          });
        }
      }),
    );
  });

  it("what holds no place says why, and what says so holds none", () => {
    fc.assert(
      fc.property(sketches, rulesets, (list, rules) => {
        for (const { rank, withheld, band, record } of registryOf(list, rules).submissions) {
          expect(rank === null).toBe(withheld !== null);
          expect(band === null).toBe(withheld !== null);
          if (record) expect(withheld).toBeNull();
        }
      }),
    );
  });
});

const value = (entry: RegistrySubmission | undefined) => entry?.ranked_by.value ?? Number.NaN;
