import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readRulesets } from "../src/content-tree/read-rulesets.ts";
import { renderText } from "../src/findings/render/text.ts";
import { publishedSchemas } from "../src/schemas/publish.ts";
import { permanentUrl } from "../src/site.ts";
import type { Io } from "./io.ts";
import { contentAt, ownContent, repositoryRoot } from "./repository.ts";
import { writeWhole } from "./write-file.ts";

/** `schemas [--check] [--content DIR] [--out DIR]`: writes every JSON Schema. Exit 1: stale. */
export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      check: { type: "boolean", default: false },
      content: { type: "string", default: ownContent },
      out: { type: "string", default: join(repositoryRoot, "schemas") },
    },
  });
  const { rulesets, findings } = readRulesets(contentAt(values.content));
  if (findings.length > 0) {
    io.stderr.write(renderText(findings));
    return 1;
  }
  const out = resolve(values.out);
  const files = new Map(
    [...publishedSchemas(rulesets, permanentUrl("schemas/"))].map(
      ([path, schema]) => [path, `${JSON.stringify(schema, null, 2)}\n`] as const,
    ),
  );
  if (values.check) return compare(out, files, io);
  for (const [path, text] of files) writeWhole(join(out, path), text);
  io.stdout.write(`${files.size} schemas in ${out}\n`);
  return 0;
}

/** Tells every schema that is not what the content and the code would write today. */
function compare(out: string, files: ReadonlyMap<string, string>, io: Io): number {
  const stale = [...files].flatMap(([path, text]) => {
    const file = join(out, path);
    if (!existsSync(file)) return [`${path} is missing`];
    return readFileSync(file, "utf8") === text ? [] : [`${path} is stale`];
  });
  const extra = globSync("**/*.json", { cwd: out })
    .filter((path) => !files.has(path))
    .map((path) => `${path} belongs to no ruleset`);
  const problems = [...stale, ...extra].toSorted();
  if (problems.length === 0) return 0;
  io.stdout.write(`${problems.join("\n")}\nFix: npx imagegen-speedrun schemas, then commit.\n`);
  return 1;
}
