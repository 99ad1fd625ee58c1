import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { accountOf } from "../../src/registry/account.ts";
import { buildRegistry } from "../../src/registry/index.ts";
import { lineageOf } from "../../src/registry/lineage/graph.ts";
import { peopleOf } from "../../src/registry/people.ts";
import type { Entry } from "../../src/registry/types.ts";
import { entry, ruleset, type Sketch } from "./entries.ts";

const by = (sketch: Sketch, ...names: string[]): Entry => {
  const made = entry(sketch);
  const submitters = names.map((github) => ({ name: `Name of ${github}`, github }));
  return { ...made, result: { ...made.result, submitters } };
};

function people(...entries: Entry[]) {
  const registry = buildRegistry({ rulesets: [ruleset], entries });
  const found = peopleOf(registry, lineageOf(registry.submissions));
  return new Map(found.map((person) => [person.account, person]));
}

const ids = (list: readonly { readonly submission: string }[] | undefined) =>
  list?.map(({ submission }) => submission);

describe("account names", () => {
  test.each(["ada", "Ada-Lovelace", "2", "a".repeat(39)])("%j is one", (name) => {
    expect(accountOf(name)).toBe(name.toLowerCase());
  });

  test.each(["", "-ada", "ada-", "a--b", "a".repeat(40), "..", "a/b", "ada?x", "<b>", "ä", "a b"])(
    "%j is none",
    (name) => {
      expect(accountOf(name)).toBeNull();
    },
  );

  test("whatever it is made from, it can stand in a path", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 45 }), (name) => {
        const account = accountOf(name);
        expect(account === null || /^[a-z0-9-]{1,39}$/.test(account)).toBe(true);
      }),
    );
  });
});

describe("people", () => {
  const first = by({ id: "2026-11-01-a", clocks: [60] }, "Ada");
  const second = by({ id: "2026-11-02-b", clocks: [50], basedOn: ["2026-11-01-a"] }, "bob");
  const slower = by({ id: "2026-11-03-c", clocks: [90] }, "ada");

  it("joins names that GitHub takes for one, under the newest spelling", () => {
    const found = people(first, slower);
    expect([...found.keys()]).toEqual(["ada"]);
    expect(found.get("ada")?.github).toBe("ada");
    expect(found.get("ada")?.entries.map(({ id }) => id)).toEqual([slower.id, first.id]);
  });

  it("tells records held today from those once held, and credits what builds on them", () => {
    const found = people(first, second, slower);
    expect(ids(found.get("ada")?.holds)).toEqual([]);
    expect(ids(found.get("ada")?.held)).toEqual([first.id]);
    expect(ids(found.get("ada")?.carried)).toEqual([second.id]);
    expect(ids(found.get("bob")?.holds)).toEqual([second.id]);
    expect(ids(found.get("bob")?.carried)).toEqual([]);
  });

  it("gives no credit for an entry that fell, and keeps the record it lost", () => {
    const accepted = by({ id: first.id, clocks: [60] }, "ada");
    const [ruling] = accepted.rulings?.rulings ?? [];
    if (ruling === undefined) throw new Error("the entry was not ruled on");
    const later = { ...ruling, decision: "retract", date: "2026-11-25" } as const;
    const retracted = { ...accepted, rulings: { rulings: [ruling, later] } };
    const found = people(retracted, second);
    expect(ids(found.get("ada")?.held)).toEqual([]);
    expect(ids(found.get("ada")?.fallen)).toEqual([first.id]);
    expect(ids(found.get("ada")?.carried)).toEqual([]);
  });

  it("has nobody under a name that no account can have", () => {
    expect([...people(by({ id: "2026-11-01-a" }, "../../etc")).keys()]).toEqual([]);
  });

  it("puts most records first, then most entries, then the account", () => {
    const found = people(
      by({ id: "2026-11-01-a", clocks: [60] }, "zoe"),
      by({ id: "2026-11-02-b", clocks: [90] }, "yan"),
      by({ id: "2026-11-03-c", clocks: [91] }, "yan"),
      by({ id: "2026-11-04-d", clocks: [92] }, "bob"),
      by({ id: "2026-11-05-e", clocks: [93] }, "amy"),
    );
    expect([...found.keys()]).toEqual(["zoe", "yan", "amy", "bob"]);
  });
});
