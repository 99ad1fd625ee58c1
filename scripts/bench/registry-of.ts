/** `node registry-of.ts <content>`: reads a tree and builds its registry; one line of JSON. */
import { readForRegistry } from "../../src/content-tree/read-for-registry.ts";
import { registryText } from "../../src/registry/written.ts";
import { peakMemory } from "./child.ts";

export type RegistryReport = {
  readonly submissions: number;
  readonly readSeconds: number;
  readonly buildSeconds: number;
  readonly peakBytes: number;
};

if (import.meta.main) {
  const started = performance.now();
  const { findings, rulesets, entries } = await readForRegistry(process.argv[2] ?? "");
  const read = performance.now();
  let length = 0;
  for (const piece of registryText(rulesets, entries)) length += piece.length;
  const report: RegistryReport = {
    submissions: findings.length > 0 || length === 0 ? 0 : entries.length,
    readSeconds: (read - started) / 1000,
    buildSeconds: (performance.now() - read) / 1000,
    peakBytes: peakMemory(),
  };
  console.log(JSON.stringify(report));
}
