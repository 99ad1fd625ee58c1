import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildRegistry } from "../../src/registry/index.ts";
import { asOf } from "../../src/registry/ledger/as-of.ts";
import { ledgerOf } from "../../src/registry/ledger/ledger.ts";
import { movesBetween } from "../../src/registry/ledger/moves.ts";
import { rankingAt, storiesOf } from "../../src/registry/ledger/replay.ts";
import type { Registry } from "../../src/registry/types.ts";
import { ruleset, type Sketch } from "./entries.ts";
import { day, LAST_DAY, rulesets, sketches, treeOf } from "./made.ts";

const date = fc.integer({ min: 1, max: 28 }).map(day);
const board = ({ submissions, records }: Pick<Registry, "submissions" | "records">) => ({
  places: new Map(
    submissions.flatMap(({ id, rank, band }) =>
      rank !== null && band ? [[id, { rank, band }]] : [],
    ),
  ),
  records,
});

describe("properties of the ledger", () => {
  it("its replay to any date gives the board of the content as of that date", () => {
    fc.assert(
      fc.property(sketches, rulesets, date, (list, rules, on) => {
        const tree = treeOf(list, rules);
        const replayed = rankingAt(ledgerOf(tree), tree.rulesets, on);
        expect(replayed).toEqual(board(buildRegistry(asOf(tree, on))));
      }),
    );
  });

  it("as of today the board is the present one", () => {
    fc.assert(
      fc.property(sketches, rulesets, (list, rules) => {
        const tree = treeOf(list, rules);
        expect(buildRegistry(asOf(tree, LAST_DAY))).toEqual({
          ...buildRegistry(tree),
          fallen: expect.anything(),
        });
        expect(board(buildRegistry(asOf(tree, LAST_DAY)))).toEqual(board(buildRegistry(tree)));
      }),
    );
  });

  it("before anything was opened the board is empty", () => {
    fc.assert(
      fc.property(sketches, (list) => {
        expect(buildRegistry(asOf(treeOf(list), "2026-10-31")).submissions).toEqual([]);
      }),
    );
  });

  it("what is added later in time leaves every earlier line as it was", () => {
    fc.assert(
      fc.property(sketches, rulesets, (list, rules) => {
        const before = ledgerOf(treeOf(list, rules));
        const later: Sketch[] = list.map((one, index) =>
          index % 2 === 0
            ? { ...one, rulings: [...(one.rulings ?? []), "retract 2026-12-01"] }
            : one,
        );
        const newcomer = { id: "2026-12-02-new", clocks: [1, 1] };
        expect(ledgerOf(treeOf([...later, newcomer], rules)).slice(0, before.length)).toEqual(
          before,
        );
      }),
    );
  });

  it("the record changes it tells add up to the record history", () => {
    fc.assert(
      fc.property(sketches, rulesets, (list, rules) => {
        const tree = treeOf(list, rules);
        const held = new Set<string>();
        for (const { records } of ledgerOf(tree)) {
          for (const { what, submission } of records) {
            if (what === "set") held.add(submission);
            if (what === "fell" || what === "displaced") held.delete(submission);
          }
        }
        const now = buildRegistry(tree).records.map(({ submission }) => submission);
        expect([...held].toSorted()).toEqual(now.toSorted());
      }),
    );
  });

  it("explains every move: what moved has a fact of its own, or of another in its contest", () => {
    fc.assert(
      fc.property(sketches, rulesets, date, date, (list, rules, from, to) => {
        const tree = treeOf(list, rules);
        const ledger = ledgerOf(tree);
        const [first = from, last = to] = [from, to].toSorted();
        const contest = { ruleset: rules.id, track: "basic", hardware_class: "2-cpu-cores" };
        for (const move of movesBetween(ledger, tree.rulesets, contest, [first, last])) {
          expect(move.own.length + move.others.length).toBeGreaterThan(0);
          if (move.after === null) expect(move.withheld).not.toBeNull();
        }
      }),
    );
  });

  it("a record that fell is no record, and was one on the day before it fell", () => {
    fc.assert(
      fc.property(sketches, rulesets, (list, rules) => {
        const tree = treeOf(list, rules);
        const { fallen, records } = buildRegistry(tree);
        const ledger = ledgerOf(tree);
        for (const { submission, fell_at } of fallen) {
          expect(records.some((one) => one.submission === submission)).toBe(false);
          const fall = ledger.findIndex(
            (event) =>
              event.at === fell_at &&
              event.records.some((one) => one.what === "fell" && one.submission === submission),
          );
          const before = rankingOf(ledger.slice(0, fall), tree.rulesets);
          expect(before.records.map((one) => one.submission)).toContain(submission);
        }
      }),
    );
  });
});

const rankingOf = (ledger: ReturnType<typeof ledgerOf>, rules: Parameters<typeof rankingAt>[1]) =>
  rankingAt(ledger, rules, "2027-01-01");

describe("a record that falls", () => {
  const first = { id: "2026-11-01-first", clocks: [60, 61] };
  const second = { id: "2026-11-05-second", clocks: [50, 51] };
  const third = { id: "2026-11-09-third", clocks: [52, 53] };
  const fallen: Sketch = { ...second, rulings: ["accept", "retract 2026-11-20"] };
  const tree = treeOf([first, fallen, third]);

  it("drops out, and who was in its shadow comes forward, with the ruling named", () => {
    const registry = buildRegistry(tree);
    expect(registry.records.map(({ submission }) => submission)).toEqual([first.id, third.id]);
    expect(registry.fallen).toMatchObject([
      {
        submission: second.id,
        standing: "retracted",
        fell_at: "2026-11-20T23:59:59Z",
        cause: "ruled",
        ruling: { decision: "retract", date: "2026-11-20", reason: "test" },
      },
    ]);
  });

  it("still stood the day before", () => {
    const before = buildRegistry(asOf(tree, "2026-11-19"));
    expect(before.records.map(({ submission }) => submission)).toEqual([first.id, second.id]);
    expect(before.fallen).toEqual([]);
  });

  it("has a story: opened, verified, accepted, a record, retracted", () => {
    const story = storiesOf(ledgerOf(tree)).get(second.id) ?? [];
    const words = story.map(({ kind, submission, records }) => [
      kind,
      submission === second.id ? "itself" : "another",
      ...records.map(({ what, submission: id }) => `${what} ${id.slice(11)}`),
    ]);
    expect(words).toEqual([
      ["opened", "itself"],
      ["verified", "itself", "set second", "beaten first"],
      ["ruled", "itself"],
      ["ruled", "itself", "fell second", "set third"],
    ]);
  });

  it("a ruling never counts before the one it follows, whatever its date says", () => {
    const backdated: Sketch = { ...second, rulings: ["dispute 2026-11-10", "resolve 2026-11-06"] };
    const standing = (on: string) =>
      buildRegistry(asOf(treeOf([backdated]), on)).submissions[0]?.standing;
    expect(["2026-11-07", "2026-11-10"].map(standing)).toEqual(["verified", "verified"]);
  });

  it("explains who moved and why", () => {
    const contest = { ruleset: ruleset.id, track: "basic", hardware_class: "2-cpu-cores" };
    const moves = movesBetween(ledgerOf(tree), tree.rulesets, contest, [
      "2026-11-19",
      "2026-11-21",
    ]);
    expect(
      moves.map(({ submission, before, after, withheld, own, others }) => [
        submission.slice(11),
        before,
        after,
        withheld,
        own.length,
        others.length,
      ]),
    ).toEqual(
      [
        ["first", 3, 2, null, 0, 1],
        ["second", 1, null, "standing", 1, 0],
        ["third", 1, 1, null, 0, 1],
      ].filter(([, before, after]) => before !== after),
    );
  });

  it("takes in what git knows, without moving anybody", () => {
    const checked = { at: "2026-11-05T08:00:00Z", submission: second.id, kind: "checked" as const };
    const ledger = ledgerOf(tree, [checked]);
    expect(ledger.filter(({ kind }) => kind === "checked")).toMatchObject([
      { row: null, records: [] },
    ]);
    expect(rankingOf(ledger, tree.rulesets)).toEqual(rankingOf(ledgerOf(tree), tree.rulesets));
  });
});
