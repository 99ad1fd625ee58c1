import { isEvidence } from "../checks/neighbours.ts";
import { byCodePoint } from "../registry/order.ts";
import type { Entry } from "../registry/types.ts";
import type {
  NeighbourFile,
  NeighbourFiles,
  NeighbourIds,
  NeighbourIndex,
} from "../schemas/published-api.ts";

/** Entries or digests of one file, about. */
const PER_FILE = 1000;
/** More digits of a digest would make more files than any tree needs. */
const MOST_DIGITS = 3;

/**
 * What the checker of the site has to know of the other entries, in pieces: it fetches those its
 * folder could meet, and never all.
 */
export type NeighbourPieces = {
  readonly index: NeighbourIndex;
  /** By number, from 1: ids in order, and where each entry lies. */
  readonly ids: readonly NeighbourIds[];
  /** By the first digits of a digest: the logs and samples that have it. */
  readonly digests: ReadonlyMap<string, NeighbourFiles>;
};

type Known = Pick<Entry, "id" | "path" | "files">;

/** Digits that cut so many digests into pieces of the size. */
export function digitsFor(count: number, size: number): number {
  const needed = Math.ceil(Math.log(Math.max(count, 1) / size) / Math.log(16));
  return Math.min(MOST_DIGITS, Math.max(0, needed));
}

export function neighbourPieces(
  entries: readonly Known[],
  size: number = PER_FILE,
): NeighbourPieces {
  const sorted = entries.toSorted((a, b) => byCodePoint(a.id, b.id) || byCodePoint(a.path, b.path));
  const ids = Array.from({ length: Math.ceil(sorted.length / size) }, (_, index) =>
    sorted.slice(index * size, (index + 1) * size).map(({ id, path }) => ({ id, path })),
  );
  const evidence = sorted.flatMap(({ path, files }) =>
    files
      .filter(({ name }) => isEvidence(name))
      .map((file): NeighbourFile => ({ ...file, entry: path })),
  );
  const digits = digitsFor(evidence.length, size);
  const digests = Map.groupBy(evidence, ({ sha256 }) => sha256.slice(0, digits) || "all");
  const firsts = ids.map((piece) => piece[0]?.id ?? "");
  return { index: { ids: firsts, digest_digits: digits }, ids, digests };
}
