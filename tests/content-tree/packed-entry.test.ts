import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type KnownEntry, pack, unpack } from "../../src/content-tree/packed-entry.ts";
import { deriveEntries } from "../../src/registry/index.ts";
import { written } from "../../src/registry/written.ts";
import type { Sketch } from "../registry/entries.ts";
import { rulesets, sketches, treeOf } from "../registry/made.ts";

const knownOf = (...tree: Parameters<typeof treeOf>): KnownEntry[] =>
  deriveEntries(treeOf(...tree)).map((derived) => ({
    path: `submissions/${derived.submission.id}`,
    tree: "a".repeat(40),
    brings: written(derived),
  }));
const fell: Sketch = { id: "2026-11-01-a", clocks: [60], rulings: ["retract 2026-11-20"] };

describe("known entries", () => {
  test("come back as they were packed, whatever happened to them", () => {
    fc.assert(
      fc.property(sketches, rulesets, (list, rules) => {
        const known = knownOf(list, rules);
        expect(unpack("key", pack("key", known))).toEqual(known);
      }),
    );
  });

  test("keep the rows in which they stood otherwise than today", () => {
    const [entry] = unpack("key", pack("key", knownOf([fell])));
    expect(entry?.brings.entered.map(({ row }) => row?.standing)).toEqual([
      "verified",
      "retracted",
    ]);
    expect(entry?.brings.compared.standing).toBe("retracted");
  });

  test("are none under another key", () => {
    expect(unpack("other", pack("key", knownOf([fell])))).toEqual([]);
  });

  test("are not taken where the end is missing", () => {
    const packed = pack("key", knownOf([fell]));
    for (const cut of [1, 100, packed.length - 10]) {
      expect(() => unpack("key", packed.slice(0, -cut))).toThrow();
    }
  });
});
