import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildRegistry, deriveEntries } from "../../src/registry/index.ts";
import { registryText, written } from "../../src/registry/written.ts";
import { entry, ruleset } from "./entries.ts";
import { asText, rulesets, sketches, treeOf } from "./made.ts";

const writtenOf = (tree: Parameters<typeof deriveEntries>[0]) =>
  [...registryText(tree.rulesets, deriveEntries(tree).map(written))].join("");

describe("the registry as text", () => {
  it("is what the registry says, whatever the entries and their order", () => {
    fc.assert(
      fc.property(sketches, rulesets, (list, rules) => {
        const tree = treeOf(list, rules);
        expect(writtenOf(tree)).toBe(asText(buildRegistry(tree)));
      }),
    );
  });

  it("holds no entries where there are none", () => {
    const tree = treeOf([]);
    expect(writtenOf(tree)).toBe(asText(buildRegistry(tree)));
  });

  it("keeps titles that look like JSON, and ends that look like space", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('"}', "{\n}", "a\\", " }\u2028 ")),
        (title) => {
          const plain = entry({ id: "2026-11-01-a" });
          const titled = { ...plain, result: { ...plain.result, title } };
          const tree = { rulesets: [ruleset], entries: [titled] };
          expect(writtenOf(tree)).toBe(asText(buildRegistry(tree)));
        },
      ),
    );
  });
});
