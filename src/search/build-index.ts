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

/** A search index in the making. Records can go in while the pages are still being made. */
export class SearchIndex {
  readonly #opening = pagefind.createIndex().then((answer) => {
    const { index } = soundOf(answer);
    if (!index) throw new Error("The search index could not be made.");
    return index;
  });
  readonly #recorded = new Set<string>();

  /** Pages that go in as their records say. */
  async record(records: readonly SearchRecord[]): Promise<void> {
    const index = await this.#opening;
    await inTurns(records, async ({ url, title, text, kind }) => {
      const record = { url, content: text, language: "en" };
      soundOf(
        await index.addCustomRecord({ ...record, meta: { title }, filters: { Kind: [kind] } }),
      );
      this.#recorded.add(`${url.slice(1)}index.html`);
    });
  }

  /**
   * Reads all other pages of a built site, as far as their `data-pagefind-body` reaches, and writes
   * the index into its folder `pagefind`.
   */
  async write(folder: string, pages: readonly string[]): Promise<void> {
    const index = await this.#opening;
    const others = pages.filter((page) => !this.#recorded.has(page));
    await inTurns(others, async (sourcePath) => {
      const content = readFileSync(join(folder, sourcePath), "utf8");
      soundOf(await index.addHTMLFile({ sourcePath, content }));
    });
    soundOf(await index.writeFiles({ outputPath: join(folder, "pagefind") }));
  }

  /** Ends the indexer. Nothing can be written afterwards. */
  async close(): Promise<void> {
    await pagefind.close();
  }
}
