import type { Registry, RegistrySubmission } from "../registry/types.ts";
import type { PublishedRegistry } from "../schemas/published-api.ts";

/** Entries of one file: some 500 kB, a tenth of that on its way. */
export const SUBMISSIONS_PER_FILE = 200;

/**
 * The entries in pieces, in the order of their ids. Those begin with a day, so a new entry mostly
 * changes the last piece only.
 */
export const submissionFiles = (
  { submissions }: Pick<Registry, "submissions">,
  size: number = SUBMISSIONS_PER_FILE,
): RegistrySubmission[][] =>
  Array.from({ length: Math.ceil(submissions.length / size) }, (_, index) =>
    submissions.slice(index * size, (index + 1) * size),
  );

/** The registry with the files that hold its entries in their place. */
export function publishedRegistry(registry: Registry, size?: number): PublishedRegistry {
  const files = submissionFiles(registry, size).map((piece, index) => ({
    path: `submissions/${index + 1}.json`,
    first: piece[0]?.id ?? "",
    last: piece.at(-1)?.id ?? "",
    count: piece.length,
  }));
  return { ...registry, submissions: { total: registry.submissions.length, files } };
}
