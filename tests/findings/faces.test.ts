import { expect, test } from "vitest";
import { renderGithub } from "../../src/findings/render/github.ts";
import { renderMarkdown } from "../../src/findings/render/markdown.ts";
import { renderText } from "../../src/findings/render/text.ts";
import { SpoiledEntry } from "../checks/entry.ts";
import { spoilings } from "../checks/spoilings/index.ts";

const codesIn = (text: string, form: RegExp) =>
  [...text.matchAll(form)].map((match) => match[1]).toSorted();

test("terminal, annotations and comment tell the same findings of every spoiled entry", {
  timeout: 120_000,
}, async () => {
  for (const { spoil } of Object.values(spoilings)) {
    using entry = new SpoiledEntry();
    spoil(entry);
    const findings = await entry.check();
    const codes = findings.map(({ code }) => code).toSorted();
    expect(codesIn(renderText(findings), /^\S.*? {2}(?:error|warning|notice) {2}(\S+)$/gm)).toEqual(
      codes,
    );
    expect(
      codesIn(
        renderGithub(findings, "folder"),
        /^::(?:error|warning|notice) .*?title=([a-z0-9-]+)::/gm,
      ),
    ).toEqual(codes);
    const comment = renderMarkdown(findings, (code) => `https://example.org/${code}/`);
    expect(codesIn(comment, /\[([a-z0-9-]+)\]\(https:\/\/example\.org\/[a-z0-9-]+\/\)/g)).toEqual(
      codes,
    );
  }
});
