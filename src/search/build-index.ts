import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pagefind from "pagefind";
import type { SearchRecord } from "./entry-record.ts";

/** Records and pages on their way to the indexer at once. */
const AT_ONCE = 100;

function soundOf<T extends { readonly errors: readonly string[] }>(answer: T): T {
  if (answer.errors.length === 0) return answer;
  throw new Error(`The search index could not be made: ${answer.errors.join("; ")}`);
}

async function inTurns<T>(items: readonly T[], add: (item: T) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    await Promise.all(items.slice(start, start + AT_ONCE).map(add));
  }
}

/**
 * Writes the search index of a built site into its folder `pagefind`. Pages with a record go in as the
 * record says; all others are read, as far as their `data-pagefind-body` reaches.
 */
export async function buildSearchIndex(
  folder: string,
  pages: readonly string[],
  records: readonly SearchRecord[],
): Promise<void> {
  const recorded = new Set(records.map(({ url }) => `${url.slice(1)}index.html`));
  const { index } = soundOf(await pagefind.createIndex());
  if (!index) throw new Error("The search index could not be made.");
  try {
    await inTurns(records, async ({ url, title, text, kind }) => {
      const record = { url, content: text, language: "en" };
      soundOf(
        await index.addCustomRecord({ ...record, meta: { title }, filters: { Kind: [kind] } }),
      );
    });
    const read = pages.filter((page) => !recorded.has(page));
    await inTurns(read, async (sourcePath) => {
      const content = readFileSync(join(folder, sourcePath), "utf8");
      soundOf(await index.addHTMLFile({ sourcePath, content }));
    });
    soundOf(await index.writeFiles({ outputPath: join(folder, "pagefind") }));
  } finally {
    await pagefind.close();
  }
}
