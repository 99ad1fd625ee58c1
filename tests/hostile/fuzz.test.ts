import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SpoiledEntry } from "../checks/entry.ts";

/** One change to a file: bytes from `at` on are replaced by others. */
type Edit = { readonly at: number; readonly removed: number; readonly put: Uint8Array };

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(6000),
  removed: fc.nat(12),
  put: fc.oneof(
    fc.uint8Array({ maxLength: 8 }),
    fc
      .constantFrom(
        '"',
        "{",
        "[",
        "}",
        "]",
        ",",
        ":",
        "\n",
        "\r",
        "null",
        "-",
        "1e999",
        '"__proto__":',
      )
      .map((text) => new TextEncoder().encode(text)),
  ),
});

function edited(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  return edits.reduce((before: Uint8Array, { at, removed, put }) => {
    const from = at % (before.length + 1);
    return Buffer.concat([before.subarray(0, from), put, before.subarray(from + removed)]);
  }, bytes);
}

test("whatever happens to the bytes of an entry, the check ends and speaks", {
  timeout: 120_000,
}, async () => {
  using entry = new SpoiledEntry();
  const names = readdirSync(entry.folder);
  const originals = new Map(names.map((name) => [name, readFileSync(entry.path(name))] as const));
  const file = fc.constantFrom(...names, "result.json", "run-3.jsonl", "result.json");
  const edits = fc.array(edit, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(file, edits, async (name, changes) => {
      const original = originals.get(name) ?? Buffer.of();
      entry.write(name, edited(original, changes));
      const findings = await entry.check();
      entry.write(name, original);
      for (const { message, fix, line, column } of findings) {
        expect(message).not.toBe("");
        expect(fix).not.toBe("");
        if (line !== null) expect(line).toBeGreaterThan(0);
        if (column !== null) expect(column).toBeGreaterThan(0);
      }
    }),
    { numRuns: 300 },
  );
  expect(await entry.check()).toEqual([]);
});
