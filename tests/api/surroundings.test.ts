import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digitsFor, neighbourPieces } from "../../src/api/surroundings.ts";
import { asNeighbours, digestPieces, idPieces } from "../../src/check-page/surroundings.ts";
import type { NeighbourFiles } from "../../src/schemas/published-api.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const entry = (id: string) => ({
  id,
  path: `submissions/r/${id}`,
  files: ["run-1.jsonl", "README.md"].map((name) => ({
    name,
    bytes: 7,
    sha256: sha256(id + name),
  })),
});
const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 40 });
const size = fc.integer({ min: 1, max: 12 });

/** What the checker of the site would know of the other entries: only the pieces it fetches. */
function fetched(known: readonly string[], per: number, ids: string[], digests: string[]) {
  const { index, ids: pieces, digests: files } = neighbourPieces(known.map(entry), per);
  const found = idPieces(index, ids).flatMap((number) => pieces[number - 1] ?? []);
  const same: NeighbourFiles = digestPieces(index, digests).flatMap((at) => files.get(at) ?? []);
  return asNeighbours(found, same);
}

describe("the surroundings in pieces", () => {
  it("show every id that is taken, in the piece where one looks for it", () => {
    fc.assert(
      fc.property(names, size, fc.stringMatching(/^[a-z]{1,6}$/), (known, per, id) => {
        const found = fetched(known, per, [id], []).some((one) => one.id === id);
        expect(found).toBe(known.includes(id));
      }),
    );
  });

  it("show every log that is a copy, with the entry it is in", () => {
    fc.assert(
      fc.property(names, size, fc.nat(), (known, per, which) => {
        const id = known[which % known.length] ?? "";
        const digest = sha256(`${id}run-1.jsonl`);
        const owner = fetched(known, per, [], [digest]).find(({ files }) =>
          files.some((file) => file.sha256 === digest),
        );
        expect(owner?.id).toBe(id);
        const other = sha256("nobody's");
        const all = fetched(known, per, [], [other]).flatMap(({ files }) => files);
        expect(all.some((file) => file.sha256 === other)).toBe(false);
      }),
    );
  });

  it("know nothing of what everybody may have, such as a README", () => {
    const { digests } = neighbourPieces([entry("a")]);
    expect([...digests.values()].flat().map(({ name }) => name)).toEqual(["run-1.jsonl"]);
  });

  it("are cut so that no piece grows with the number of entries", () => {
    expect([0, 900, 1001, 16_001, 300_000].map((count) => digitsFor(count, 1000))).toEqual([
      0, 0, 1, 2, 3,
    ]);
    const { ids } = neighbourPieces(
      Array.from({ length: 25 }, (_, n) => entry(`e${n}`)),
      10,
    );
    expect(ids.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(neighbourPieces([]).index).toEqual({ ids: [], digest_digits: 0 });
  });
});
