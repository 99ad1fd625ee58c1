import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { type Finding, finding } from "../../src/findings/finding.ts";
import { renderGithub } from "../../src/findings/render/github.ts";
import { renderMarkdown } from "../../src/findings/render/markdown.ts";
import { renderText } from "../../src/findings/render/text.ts";

const hostile =
  "\u001b[2J\u202e\r\n::error::x%0A @everyone | <img src=x onerror=alert(1)> [a](javascript:b) `c` **d** #1 https://evil.example";
const hostileFinding: Finding = {
  ...finding(
    "file-unexpected",
    { file: `a,b:c\n${hostile}` },
    { name: hostile, kind: "file", nearest: null },
  ),
  message: hostile,
  fix: hostile,
};
const plain = finding(
  "claim-metric-mismatch",
  { file: "result.json", pointer: "/runs/0/claim/metrics/fid_50k", line: 41, column: 20 },
  {
    log: "run-1.jsonl",
    logLine: 412,
    metric: "fid_50k",
    claimed: 31.9,
    logged: 32.9,
    matches: null,
  },
);

describe("text", () => {
  test("is a place, a message, what was expected and found, and a fix", () => {
    expect(renderText([plain])).toBe(
      [
        "result.json:41:20  error  claim-metric-mismatch",
        "  Claimed is fid_50k 31.9; run-1.jsonl line 412 shows 32.9.",
        "  expected  32.9 (run-1.jsonl:412)",
        "  found     31.9",
        "  fix       Copy the value of run-1.jsonl line 412, not rounded.",
        "",
      ].join("\n"),
    );
  });

  test("lets nothing through that a terminal would obey", () => {
    const text = renderText([hostileFinding]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
    expect(text.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(text.split("\n")).toHaveLength(6);
  });
});

describe("GitHub annotations", () => {
  test("carry file, line, column and code", () => {
    expect(renderGithub([plain], "content/submissions/r/x")).toBe(
      "::error file=content/submissions/r/x/result.json,line=41,col=20,title=claim-metric-mismatch::" +
        "Claimed is fid_50k 31.9; run-1.jsonl line 412 shows 32.9. Fix: Copy the value of run-1.jsonl line 412, not rounded.\n",
    );
  });

  test("one finding is one command, whatever it says", () => {
    const text = renderGithub([hostileFinding], "folder");
    expect(text.match(/\n/g)).toHaveLength(1);
    const [, properties = ""] = /^::error (.*?)::/.exec(text) ?? [];
    expect(properties.split(",").map((pair) => pair.split("=")[0])).toEqual(["file", "title"]);
  });
});

describe("Markdown", () => {
  const page = (code: string) => `https://example.org/checks/${code}/`;

  test("is one row a finding", () => {
    expect(renderMarkdown([plain], page).trim().split("\n")).toHaveLength(3);
    expect(renderMarkdown([], page)).toBe("No findings.\n");
  });

  test("what a submission says stays text", () => {
    const html = new MarkdownIt({ html: true, linkify: true }).render(
      renderMarkdown([hostileFinding], page),
    );
    expect(html.match(/<tr>/g)).toHaveLength(2);
    expect(html).not.toMatch(/<img|<strong|<code|javascript:[^<]*"/);
    expect(html.match(/<a /g)).toHaveLength(1);
    // GitHub makes mentions and issue links of these; as references it does not.
    expect(renderMarkdown([hostileFinding], page)).not.toMatch(/@everyone| #1/);
  });
});
