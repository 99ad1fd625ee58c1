import { describe, expect, it } from "vitest";
import { listPages } from "../../src/components/list-pages.ts";

const numbers = (most: number) => Array.from({ length: most }, (_, index) => index);

describe("a list in pages", () => {
  it("is one page where it fits, also where it is empty", () => {
    for (const size of [0, 1, 100]) {
      const pages = listPages(numbers(size), "/people/", "page");
      expect(pages).toHaveLength(1);
      expect(pages[0]?.rest).toBeUndefined();
      expect(pages[0]?.page).toMatchObject({ total: size, currentPage: 1, lastPage: 1 });
      expect(pages[0]?.page.url).toEqual({ prev: undefined, next: undefined });
    }
  });

  it("leads from page to page under a word, so that an account called 2 keeps its address", () => {
    const pages = listPages(numbers(201), "/people/", "page");
    expect(pages.map(({ rest }) => rest)).toEqual([undefined, "page/2", "page/3"]);
    expect(pages.map(({ page }) => page.url)).toEqual([
      { prev: undefined, next: "/people/page/2/" },
      { prev: "/people/", next: "/people/page/3/" },
      { prev: "/people/page/2/", next: undefined },
    ]);
    expect(pages.flatMap(({ page }) => page.data)).toEqual(numbers(201));
    expect(pages[1]?.page.csv).toBe("/people/page/2.csv");
    expect(pages[2]?.page.data).toEqual([200]);
  });
});
