import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readForRegistry } from "../src/content-tree/read-for-registry.ts";
import { renderText } from "../src/findings/render/text.ts";
import { buildRegistry, registryJson } from "../src/registry/index.ts";
import { type Io, Misuse } from "./io.ts";
import { ownContent } from "./repository.ts";
import { writeWhole } from "./write-file.ts";

/** `registry [--content DIR] --out FILE`: standings, ranks and records. Exit 1: content is broken. */
export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { content: { type: "string", default: ownContent }, out: { type: "string" } },
  });
  if (values.out === undefined) throw new Misuse("registry needs --out FILE.");
  const { findings, ...tree } = await readForRegistry(resolve(values.content));
  if (findings.length > 0) {
    io.stderr.write(`${renderText(findings)}\nNothing was written.\n`);
    return 1;
  }
  writeWhole(resolve(values.out), registryJson(buildRegistry(tree)));
  return 0;
}
