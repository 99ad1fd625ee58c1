import { describe, expect, it } from "vitest";
import { cellText, csv } from "../../src/components/charts/data-table.ts";

const columns = [
  { key: "title", name: "Title" },
  { key: "seconds", name: "Time", show: (value: number) => `${value} s` },
];

describe("data as a table and as CSV", () => {
  it("keeps every digit in the file and reads well on the page", () => {
    expect(csv({ columns, rows: [["a", 1.23456789]] })).toBe("title,seconds\na,1.23456789\n");
    expect(columns.map((column, index) => cellText(column, ["a", 2][index] ?? null))).toEqual([
      "a",
      "2 s",
    ]);
    expect(cellText({ key: "x", name: "x" }, null)).toBe("–");
  });

  it("quotes commas, quotes and line feeds", () => {
    const rows = [
      ['a "b", c', null],
      ["x\ny", -3],
    ] as const;
    expect(csv({ columns, rows })).toBe('title,seconds\n"a ""b"", c",\n"x\ny",-3\n');
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("https://x","y")'])(
    "keeps a spreadsheet from running %s",
    (title) => {
      const [, row] = csv({ columns, rows: [[title, 1]] }).split("\n");
      expect(row).toMatch(/^"?'/);
    },
  );
});
