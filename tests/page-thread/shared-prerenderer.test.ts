import type { AstroPrerenderer } from "astro";
import { describe, expect, test } from "vitest";
import type { MadePage } from "../../src/page-thread/page-thread.ts";
import { type PageMaker, sharedPrerenderer } from "../../src/page-thread/shared-prerenderer.ts";

const RUNS = "src/pages/runs/[id]/index.astro";

const page = (text: string): MadePage => ({
  status: 200,
  headers: [["content-type", "text/html"]],
  body: new Uint8Array(Buffer.from(text)),
});

/** A build whose pages say who made them, unless both make the same. */
function build(theirs: (url: string) => Promise<MadePage>) {
  const made = { here: [] as string[], there: [] as string[], warned: [] as string[], count: -1 };
  let pending = 0;
  const thread: PageMaker = {
    get pending() {
      return pending;
    },
    make: async (url) => {
      made.there.push(url);
      pending += 1;
      const answer = await theirs(url);
      pending -= 1;
      return answer;
    },
    close: () => Promise.resolve(),
  };
  const own: AstroPrerenderer = {
    name: "own",
    getStaticPaths: () => Promise.resolve([]),
    render: ({ url }) => {
      made.here.push(url);
      return Promise.resolve(new Response(`page of ${url}`));
    },
  };
  const prerenderer = sharedPrerenderer(own, {
    component: RUNS,
    start: () => Promise.resolve(thread),
    warn: (words) => made.warned.push(words),
    made: (count) => {
      made.count = count;
    },
  });
  const render = async (name: string, component = RUNS) => {
    const routeData = { component } as Parameters<AstroPrerenderer["render"]>[1]["routeData"];
    const answer = await prerenderer.render(new Request(`http://site/${name}`), { routeData });
    return ("response" in answer ? answer.response : answer).text();
  };
  return { made, prerenderer, render };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("pages of the shared route", () => {
  test("are made in the thread once its first page is the same", async () => {
    const { made, prerenderer, render } = build(async (url) => page(`page of ${url}`));
    await prerenderer.setup?.();
    await render("a");
    await settled();
    expect(await render("b")).toBe("page of http://site/b");
    await prerenderer.teardown?.();
    expect(made).toMatchObject({
      here: ["http://site/a"],
      there: ["http://site/a", "http://site/b"],
      warned: [],
      count: 1,
    });
  });

  test("are all made here where that is another page", async () => {
    const { made, prerenderer, render } = build(async () => page("something else"));
    await prerenderer.setup?.();
    expect(await render("a")).toBe("page of http://site/a");
    await settled();
    expect(await render("b")).toBe("page of http://site/b");
    await prerenderer.teardown?.();
    expect(made).toMatchObject({ there: ["http://site/a"], count: 0 });
    expect(made.warned).toEqual([expect.stringContaining("http://site/a")]);
  });

  test("are made here as well while the thread has enough to do", async () => {
    const waiting: (() => void)[] = [];
    let first = true;
    const { made, prerenderer, render } = build(async (url) => {
      if (!first) await new Promise<void>((resolve) => waiting.push(resolve));
      first = false;
      return page(`page of ${url}`);
    });
    await prerenderer.setup?.();
    await render("first");
    await settled();
    const all = Array.from({ length: 12 }, (_, index) => render(String(index)));
    await settled();
    for (const go of waiting) go();
    await Promise.all(all);
    expect([made.there.length, made.here.length]).toEqual([1 + 8, 1 + 4]);
  });
});

test("other routes stay here", async () => {
  const { made, prerenderer, render } = build(async (url) => page(`page of ${url}`));
  await prerenderer.setup?.();
  for (const name of ["a", "b"]) await render(name, "src/pages/index.astro");
  await prerenderer.teardown?.();
  expect(made).toMatchObject({ there: [], count: 0 });
});

test("a thread that fails stops the build with its words", async () => {
  const { prerenderer, render } = build(() => Promise.reject(new Error("no room left")));
  await prerenderer.setup?.();
  await render("a");
  await settled();
  await expect(render("b")).rejects.toThrow("no room left");
  await expect(prerenderer.teardown?.()).rejects.toThrow("no room left");
});
