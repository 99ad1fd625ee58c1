import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { unchangedEntries } from "../src/content-tree/unchanged-entries.ts";
import { type Io, Misuse } from "./io.ts";
import { contentAt, ownContent } from "./repository.ts";
import { writeWhole } from "./write-file.ts";

/**
 * `registry [--content DIR] --out FILE [--cache DIR]`: standings, ranks and records. With a cache, only
 * what changed since the last time is read. Exit 1: content is broken.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      content: { type: "string", default: ownContent },
      out: { type: "string" },
      cache: { type: "string" },
    },
  });
  if (values.out === undefined) throw new Misuse("registry needs --out FILE.");
  const content = contentAt(values.content);
  const cache = values.cache === undefined ? null : resolve(values.cache);
  // Git looks at every file: it has begun before the programs that read any are loaded.
  const comparing = cache === null ? null : unchangedEntries(content);
  const { readDerived } = await import("../src/content-tree/read-derived.ts");
  const { registryText } = await import("../src/registry/written.ts");
  const { rulesets, entries, findings, read } = await readDerived(content, cache, comparing);
  if (findings.length > 0) {
    const { renderText } = await import("../src/findings/render/text.ts");
    io.stderr.write(`${renderText(findings)}\nNothing was written.\n`);
    return 1;
  }
  writeWhole(resolve(values.out), registryText(rulesets, entries));
  if (cache !== null) io.stderr.write(`${read} of ${entries.length} entries were read.\n`);
  return 0;
}
