import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AstroIntegration } from "astro";
import { readOnceInto } from "./read-once.ts";

/** Reads the entries of a large tree while Astro bundles. `ready`: threads can be started. */
export function entriesReadOnce(
  content: string,
  isWorthIt: () => boolean,
): AstroIntegration & { ready: () => Promise<void> } {
  let reading: Promise<void> | undefined;
  let folder: string | undefined;
  const remove = () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
  return {
    name: "entries-read-once",
    ready: async () => reading,
    hooks: {
      "astro:build:start": () => {
        if (!isWorthIt()) return;
        folder = mkdtempSync(join(tmpdir(), "imagegen-entries-"));
        // A build that stops leaves nothing behind either.
        process.once("exit", remove);
        reading = readOnceInto(folder, content);
        // Heard of by those who wait for it.
        reading.catch(() => undefined);
      },
      "astro:build:done": remove,
    },
  };
}
