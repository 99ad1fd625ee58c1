import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { renderText } from "../../src/findings/render/text.ts";
import { SpoiledEntry } from "../checks/entry.ts";
import { documents, folders, logs } from "./corpus.ts";

// A bound on work that would not end; nothing here comes near it.
const TIMEOUT = 60_000;

function expectTold(findings: readonly Finding[]): void {
  for (const { message, fix } of findings) {
    expect(message).not.toBe("");
    expect(fix).not.toBe("");
    expect(message.length).toBeLessThan(2000);
  }
  expect(renderText(findings)).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
}

describe.each([
  ["result.json", documents],
  ["a log", logs],
  ["the folder", folders],
])("%s:", (_, corpus) => {
  test.each(Object.entries(corpus))("%s", { timeout: TIMEOUT }, async (_name, { code, make }) => {
    using entry = new SpoiledEntry();
    make(entry);
    const findings = await entry.check();
    expect(findings.map((found) => found.code)).toContain(code);
    expectTold(findings);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

test("a socket in the folder is not opened", async () => {
  using entry = new SpoiledEntry();
  const server = createServer().listen(entry.path("s"));
  await new Promise((resolve) => server.once("listening", resolve));
  try {
    const findings = await entry.check();
    expect(findings).toMatchObject([{ code: "file-unexpected", file: "s" }]);
  } finally {
    server.close();
  }
});
