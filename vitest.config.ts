import { defineConfig } from "vitest/config";

/** Unit tests need nothing but Node; browser tests build the site first and open it in Chromium. */
export default defineConfig({
  test: {
    // Many tests wait for programs that they start.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/browser/**", "tests/github/stories/**"],
          // A busy machine takes several times as long; how fast things are is for the benches.
          testTimeout: 30_000,
          // It imports JSON in a way that Node does not take.
          server: { deps: { inline: [/@actions\//] } },
        },
      },
      {
        test: {
          // A story runs a dozen programs, one after the other.
          name: "stories",
          include: ["tests/github/stories/**/*.test.ts"],
          globalSetup: ["tests/github/prepare-kernel.ts"],
          testTimeout: 300_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: ["tests/browser/build-sites.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // One browser at a time, with two pages: the checks are bound by the processor.
          fileParallelism: false,
          maxConcurrency: 2,
        },
      },
    ],
  },
});
