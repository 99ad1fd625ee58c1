import { isEvidence } from "../checks/neighbours.ts";
import { listAt, type Neighbour, type Submission } from "../checks/submission.ts";
import type {
  NeighbourFiles,
  NeighbourIds,
  NeighbourIndex,
  PublishedSurroundings,
  StandingRecord,
} from "../schemas/published-api.ts";

export type { PublishedSurroundings, StandingRecord };

async function fetchJson<T>(address: string): Promise<T> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The rules could not be fetched (HTTP ${response.status}).`);
  return (await response.json()) as T;
}

export const fetchSurroundings = (address: string) => fetchJson<PublishedSurroundings>(address);

/** Numbers of the pieces in which these ids lie, or would lie, or their likes. */
export function idPieces({ ids: firsts }: NeighbourIndex, ids: readonly string[]): number[] {
  const numbers = ids.map((id) => Math.max(1, firsts.filter((first) => first <= id).length));
  return firsts.length === 0 ? [] : [...new Set(numbers)];
}

/** Names of the pieces that tell of files with these digests. */
export const digestPieces = (
  { digest_digits }: NeighbourIndex,
  digests: readonly string[],
): string[] => [...new Set(digests.map((digest) => digest.slice(0, digest_digits) || "all"))];

/** The entries that a folder could meet: those of its ids, and those with one of its files. */
export async function fetchNeighbours(
  address: string,
  index: NeighbourIndex,
  { id, items, result }: Submission,
): Promise<Neighbour[]> {
  const folder = address.replace(/\.json$/, "");
  const named = result ? listAt(result.value, "based_on") : [];
  const ids = [id, ...named.filter((one) => typeof one === "string")];
  const digests = items.flatMap(({ name, sha256 }) =>
    sha256 !== null && isEvidence(name) ? [sha256] : [],
  );
  // A piece without a file is one without such digests; that of the ids is always there.
  const files = digestPieces(index, digests).map(async (piece) => {
    const response = await fetch(`${folder}/digests/${piece}.json`);
    if (response.status === 404) return [];
    if (!response.ok) throw new Error(`The rules could not be fetched (HTTP ${response.status}).`);
    return (await response.json()) as NeighbourFiles;
  });
  const known = idPieces(index, ids).map((piece) =>
    fetchJson<NeighbourIds>(`${folder}/ids/${piece}.json`),
  );
  return asNeighbours((await Promise.all(known)).flat(), (await Promise.all(files)).flat());
}

/** Puts together what the pieces tell of each entry, in the order of their paths. */
export function asNeighbours(ids: NeighbourIds, files: NeighbourFiles): Neighbour[] {
  const found = Map.groupBy(files, ({ entry }) => entry);
  const paths = new Set([...ids.map(({ path }) => path), ...found.keys()]);
  return [...paths].toSorted().map((path) => ({
    id: path.split("/").at(-1) ?? "",
    path,
    files: (found.get(path) ?? []).map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
  }));
}
