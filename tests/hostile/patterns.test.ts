import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import ts from "typescript";
import { expect, test } from "vitest";

const FOLDERS = [
  "src/schemas",
  "src/checks",
  "src/findings",
  "src/logs",
  "src/logs/import",
  "src/logs/import/dialects",
];
const LENGTH = 100_000;
/** A pattern that backtracks takes minutes to hours over these texts; a linear one milliseconds. */
const PATIENCE = 20_000;

/** Every regular expression written in a TypeScript file. */
function literalsIn(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const patterns = [
  ...new Set(
    FOLDERS.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".ts"))
        .flatMap((name) => literalsIn(join(folder, name))),
    ),
  ),
];

/** What a pattern could be led astray by: its own characters in a long row, and then another. */
function textsFor(pattern: string): string[] {
  const own = [...new Set(pattern.replaceAll(/[\\^$()[\]{}|?*+]/g, ""))];
  const units = [...new Set([...own, "a", "A", "0", " ", "-", "_", ".", ",", "\t", "\n"])];
  const pairs = units.flatMap((unit) => ["a", "0", "-", " "].map((other) => unit + other));
  return [...units, ...pairs].flatMap((unit) => {
    const row = unit.repeat(LENGTH / unit.length);
    return [row, `${row}\u0000`, `x${row}!`, `https://${row} `, `2026-01-01T00:00:00.${row}`];
  });
}

const program = `
  const { parentPort, workerData } = require("node:worker_threads");
  const [, source, flags] = /^\\/(.*)\\/([a-z]*)$/s.exec(workerData.pattern);
  for (const text of workerData.texts) text.search(new RegExp(source, flags));
  parentPort.postMessage("done");
`;

async function ends(pattern: string, patience = PATIENCE): Promise<string> {
  const worker = new Worker(program, {
    eval: true,
    workerData: { pattern, texts: textsFor(pattern) },
  });
  const timer = setTimeout(() => worker.terminate(), patience);
  const outcome = new Promise<string>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("exit", () => resolve("terminated"));
    worker.once("error", reject);
  });
  return outcome.finally(() => {
    clearTimeout(timer);
    return worker.terminate();
  });
}

test("there are patterns to try", () => {
  expect(patterns.length).toBeGreaterThan(20);
});

test("the trial catches a pattern that backtracks", { timeout: 2 * PATIENCE }, async () => {
  expect(await ends("/^(a+)+$/", 2000)).toBe("terminated");
});

test.each(patterns)("%s ends on every long text", { timeout: 2 * PATIENCE }, async (pattern) => {
  expect(await ends(pattern)).toBe("done");
});
