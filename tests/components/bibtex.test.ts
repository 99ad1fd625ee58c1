import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bibtex, bibtexText } from "../../src/components/run/bibtex.ts";
import type { Entry } from "../../src/registry/types.ts";
import { ids, viewOf } from "./mini-site.ts";

/** Depth of the braces after a text; NaN where one closes that was not open. BibTeX ignores \. */
function braceDepth(text: string): number {
  let depth = 0;
  for (const character of text) {
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    if (depth < 0) return Number.NaN;
  }
  return depth;
}

const renamed =
  (title: string, names: readonly string[]) =>
  (entry: Entry): Entry => ({
    ...entry,
    result: {
      ...entry.result,
      title,
      submitters: names.map((name) => ({ name, github: "somebody" })),
    },
  });

describe("BibTeX", () => {
  it("cites an entry by its permanent address", () => {
    expect(bibtex(viewOf(ids.record))).toMatchInlineSnapshot(`
      "@misc{2026-02-08-fewer-steps,
        title = {The same network, logit-normal time sampling},
        author = {Test Person},
        year = {2026},
        month = {feb},
        howpublished = {ImageGen SpeedRun, ruleset mini-v1, track basic},
        url = {https://open-model-initiative.github.io/imagegen-speedrun/runs/2026-02-08-fewer-steps/},
      }
      "
    `);
  });

  it("keeps braces balanced and disarms TeX, whatever a text holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii", maxLength: 80 }), (text) => {
        const escaped = bibtexText(text);
        expect(braceDepth(escaped)).toBe(0);
        expect(escaped).not.toMatch(/(?<!\\)[#$%&_]|[\n~^"]/);
      }),
    );
  });

  it("lets no title end its field or begin another entry", () => {
    const hostile = "x}, url = {https://evil.example}}\n\n@misc{evil, title = {y";
    const text = bibtex(viewOf(ids.record, renamed(hostile, ["A"])));
    expect(braceDepth(text)).toBe(0);
    expect(text.match(/^@misc/gm)).toHaveLength(1);
    expect(text.match(/^ {2}url = /gm)).toHaveLength(1);
  });

  it("does not take one name for two people, nor two people for one", () => {
    const text = bibtex(viewOf(ids.record, renamed("t", ["Ada and Friends", "Doe, Jane", "Bo"])));
    expect(text).toContain("author = {{Ada and Friends} and {Doe, Jane} and Bo},");
  });
});
