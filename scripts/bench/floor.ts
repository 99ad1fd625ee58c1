/** `node floor.ts <folders…>`: what reading, JSON.parse and Ajv alone cost over the same files. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validator } from "../../src/checks/validator.ts";
import { foldersIn } from "../../src/content-tree/folder.ts";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";

export type Floor = {
  readonly read: number;
  readonly parse: number;
  readonly schema: number;
  readonly valid: number;
};

if (import.meta.main) {
  const [content = ""] = process.argv.slice(2);
  const [ruleset] = readRulesets(content).rulesets;
  const track = ruleset?.tracks[0];
  if (!ruleset || !track) throw new Error(`${content} has no ruleset`);
  const validate = validator(ruleset, track);
  const spent = { read: 0, parse: 0, schema: 0, valid: 0 };
  const submissions = join(content, "submissions", ruleset.id);
  for (const id of foldersIn(submissions)) {
    const read = (name: string) => readFileSync(join(submissions, id, name), "utf8");
    const started = performance.now();
    const text = read("result.json");
    const logs = [read("run-1.jsonl"), read("run-2.jsonl")];
    const wasRead = performance.now();
    const value: unknown = JSON.parse(text);
    for (const log of logs) for (const line of log.trimEnd().split("\n")) JSON.parse(line);
    const wasParsed = performance.now();
    if (validate(value)) spent.valid += 1;
    spent.read += (wasRead - started) / 1000;
    spent.parse += (wasParsed - wasRead) / 1000;
    spent.schema += (performance.now() - wasParsed) / 1000;
  }
  console.log(JSON.stringify(spent satisfies Floor));
}
