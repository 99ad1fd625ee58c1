import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readDerived } from "../src/content-tree/read-derived.ts";
import { renderText } from "../src/findings/render/text.ts";
import { registryFrom, registryJson } from "../src/registry/index.ts";
import { type Io, Misuse } from "./io.ts";
import { ownContent } from "./repository.ts";
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
  const content = resolve(values.content);
  const cache = values.cache === undefined ? null : resolve(values.cache);
  const { rulesets, derived, findings, read } = await readDerived(content, cache);
  if (findings.length > 0) {
    io.stderr.write(`${renderText(findings)}\nNothing was written.\n`);
    return 1;
  }
  writeWhole(resolve(values.out), registryJson(registryFrom(rulesets, derived)));
  if (cache !== null) io.stderr.write(`${read} of ${derived.length} entries were read.\n`);
  return 0;
}
