import { mkdirSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { writeLongLog } from "../../scripts/bench/made-log.ts";
import { SpoiledEntry } from "../checks/entry.ts";
import { spoilings } from "../checks/spoilings/index.ts";
import { launchBrowser } from "./browser.ts";
import { fixtureBase } from "./build-sites.ts";
import { checkInPage, inTerminal, serveStrictly } from "./check-page.ts";
import { hostileText } from "./hostile.ts";
import { overflow, type Trouble, violations, visit } from "./visit.ts";

let browser: Browser;
let server: Server;
let address: string;
beforeAll(async () => {
  browser = await launchBrowser();
  const served = await serveStrictly(inject("fixtureHost"));
  server = served.server;
  address = new URL(`${fixtureBase}submit/check/`, served.url).href;
});
afterAll(async () => {
  await browser.close();
  server.close();
});

const open = (look: (page: Page, trouble: Trouble) => Promise<void>, options = {}) =>
  visit(browser, address, options, look);

/** What a browser cannot see, or what the name of a picked folder does not tell. */
const beyondBrowsers = new Set([
  "a log that is a symbolic link",
  "a thousand folders",
  "a folder inside",
  "the id of an entry under another ruleset",
]);

/** What the checks' own tests have no need of. */
const further: typeof spoilings = {
  "logs with gzip, one of them cut off": {
    codes: ["log-broken-line"],
    spoil: (entry) => {
      for (const [name, left] of [
        ["run-3.jsonl", 0],
        ["run-4.jsonl", -100],
      ] as const) {
        const packed = gzipSync(entry.read(name));
        entry.write(`${name}.gz`, packed.subarray(0, packed.length + left));
        rmSync(entry.path(name));
        entry.replace("result.json", `"${name}"`, `"${name}.gz"`);
      }
    },
  },
};

test("the page says what the terminal says, of every spoiled entry", async () => {
  await open(async (page, trouble) => {
    for (const [name, { spoil }] of Object.entries({ ...spoilings, ...further })) {
      if (beyondBrowsers.has(name)) continue;
      using entry = new SpoiledEntry();
      spoil(entry);
      const expected = await inTerminal(entry.folder);
      expect.soft(await checkInPage(page, entry.folder), name).toEqual(expected);
    }
    expect(trouble).toEqual({ errors: [], foreign: [] });
  });
}, 180_000);

test("an honest entry is accepted, timed, and led to GitHub's page for its folder", async () => {
  using entry = new SpoiledEntry();
  await open(async (page, trouble) => {
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.method() !== "GET" || request.postData() !== null) sent.push(request.url());
    });
    expect(await checkInPage(page, entry.folder)).toEqual({ verdict: "accepted", findings: [] });
    expect(await page.locator(".verdict").textContent()).toMatch(/2 runs, 25\.7 s to target/);
    expect(await page.locator(".verdict").evaluate((it) => it === document.activeElement)).toBe(
      true,
    );
    expect(await page.locator("main [role=status]").textContent()).toMatch(/^Accepted/);
    const rows = await page.locator("tbody tr").allTextContents();
    expect(rows[0]).toMatch(/seed 3.*25\.7 s.*run-3\.jsonl:\d+/);
    expect(await page.locator("svg.ig-chart .ig-crossing").count()).toBe(2);
    const button = page.getByRole("link", { name: "Add the files on GitHub" });
    expect(await button.getAttribute("href")).toMatch(
      /^https:\/\/github\.com\/[^/]+\/[^/]+\/upload\/main\/content\/submissions\/mini-v1\/2026-02-08-fewer-steps$/,
    );
    expect(sent, "requests that carry something").toEqual([]);
    expect(trouble).toEqual({ errors: [], foreign: [] });
  });
});

test("the worker cannot compile code, so nothing it did needed to", async () => {
  using entry = new SpoiledEntry();
  await open(async (page) => {
    await checkInPage(page, entry.folder);
    const [worker] = page.workers();
    const compiled = worker?.evaluate(() => {
      // Told by a timer: code that a debugger runs itself is excused from the policy.
      return new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            resolve(String(new Function("return 1")()));
          } catch (cause) {
            resolve(String(cause));
          }
        });
      });
    });
    expect(await compiled).toMatch(/EvalError/);
  });
});

test("a finding shows its file at its line", async () => {
  using entry = new SpoiledEntry();
  entry.replace("run-3.jsonl", /^((.*\n){6})/, "$1no JSON <b>at all</b>\n");
  await open(async (page) => {
    await checkInPage(page, entry.folder);
    await page.getByText("Show line 7 of run-3.jsonl").click();
    const here = page.locator(".line.here");
    expect(await here.textContent()).toMatch(/7.*no JSON <b>at all<\/b>/);
    expect(await page.locator(".line").count()).toBe(5);
    const code = page.locator(".finding .code").first();
    const answer = await page.request.get(
      new URL((await code.getAttribute("href")) ?? "", address).href,
    );
    expect(answer.status()).toBe(200);
  });
});

test("loose files get a name from their date and title, which can be changed", async () => {
  using entry = new SpoiledEntry();
  const names = ["result.json", "README.md", "run-3.jsonl", "run-4.jsonl", "samples-3.npz"];
  await open(async (page) => {
    const files = [...names, "samples-4.npz"].map((name) => entry.path(name));
    await page.locator("#pick-files").setInputFiles(files);
    await page.locator(".verdict").waitFor();
    const name = page.locator("[data-part=name]");
    expect(await name.inputValue()).toBe("2026-02-08-the-same-network-logit-normal-time-sampling");
    // Under another name it is a copy of the entry that is there already.
    expect(await page.locator(".finding .code").first().textContent()).toBe("duplicate-entry");
    await name.fill("2026-02-08-fewer-steps");
    await name.press("Enter");
    await page.locator(".verdict.accepted").waitFor();
  });
});

test("nothing that files say or are called becomes markup", async () => {
  using entry = new SpoiledEntry();
  const name = '"><img src=x onerror=window.owned=1>.txt';
  entry.write(name, hostileText);
  entry.replace("result.json", '"The same network', `${JSON.stringify(hostileText).slice(0, -1)}`);
  entry.replace("result.json", '"license": "Apache-2.0"', '"license": "<b onclick=x>‮Apache"');
  await open(async (page, trouble) => {
    await checkInPage(page, entry.folder);
    for (const view of await page.locator(".file-view summary").all()) await view.click();
    await page.locator(".line.here").first().waitFor();
    const results = page.locator("[data-part=results]");
    expect(await results.textContent()).toContain("<img src=x");
    expect(await results.locator("img, script, b, [onclick], [onerror]").count()).toBe(0);
    expect(await results.textContent()).not.toContain("\u202e");
    expect(await page.evaluate(() => "owned" in window)).toBe(false);
    expect(trouble).toEqual({ errors: [], foreign: [] });
  });
});

test("a log of 100 MB is checked while the page answers", async () => {
  using entry = new SpoiledEntry();
  const bytes = writeLongLog(entry.path("run-3.jsonl"), 1_100_000);
  expect(bytes).toBeGreaterThan(100_000_000);
  await open(async (page) => {
    await page.evaluate(() => {
      const counted = { frames: 0 };
      Object.assign(window, { counted });
      const count = () => {
        counted.frames += 1;
        requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
    });
    const frames = () =>
      page.evaluate(() => (window as unknown as { counted: { frames: number } }).counted.frames);
    await page.locator("#pick-folder").setInputFiles(entry.folder);
    await page.locator("[data-part=bar][value]").waitFor();
    const before = await frames();
    await page.locator("[data-part=name]").fill("2026-02-08-typed-meanwhile");
    expect(await page.locator(".verdict").count(), "still checking").toBe(0);
    await page.locator(".verdict").waitFor({ timeout: 60_000 });
    expect(await frames()).toBeGreaterThan(before);
    expect(await page.locator(".verdict").textContent()).toContain("2026-02-08-fewer-steps");
  });
}, 120_000);

test("what the page shows is accessible and fits, in light and dark", async () => {
  using entry = new SpoiledEntry();
  entry.replace("result.json", '"license": "Apache-2.0"', '"licence": "Apache-2.0"');
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [390, 1440]) {
      await open(
        async (page) => {
          await checkInPage(page, entry.folder);
          await page.locator(".file-view summary").first().click();
          await page.locator(".line.here").waitFor();
          expect.soft(await violations(page), `${colorScheme}, ${width} px`).toEqual([]);
          expect.soft(await overflow(page)).toEqual([]);
        },
        { colorScheme, viewport: { width, height: 900 } },
      );
    }
  }
});

test("the keyboard reaches the pickers, and they show it", async () => {
  await open(async (page) => {
    await page.locator("h1").focus();
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").getAttribute("id")).toBe("pick-folder");
    const label = page.locator("label[for=pick-folder]");
    expect(await label.evaluate((it) => getComputedStyle(it).outlineStyle)).toBe("solid");
  });
});

test("a folder is dropped", async () => {
  using entry = new SpoiledEntry();
  mkdirSync(entry.path("empty"));
  await open(async (page) => {
    const box = await page.locator("[data-part=drop]").boundingBox();
    const devtools = await page.context().newCDPSession(page);
    const place = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 };
    const data = { items: [], files: [entry.folder], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const) {
      await devtools.send("Input.dispatchDragEvent", { type, ...place, data });
    }
    await page.locator(".verdict").waitFor();
    expect(await page.locator("[data-part=name]").inputValue()).toBe("2026-02-08-fewer-steps");
    // The inputs of files never tell of an empty folder; a drop does.
    const found = [await page.locator(".finding .message").allTextContents()].flat();
    expect(found).toEqual([expect.stringContaining('"empty" is a folder')]);
  });
});

test("what went wrong is said: a file that changed, and rules that cannot be fetched", async () => {
  using entry = new SpoiledEntry();
  await open(async (page) => {
    await checkInPage(page, entry.folder);
    entry.write("README.md", "# Changed, and longer than before\n");
    await page.getByRole("button", { name: "Check again" }).click();
    await page.getByText("A file changed since it was picked").waitFor();
  });
  await open(async (page) => {
    await page.context().route("**/surroundings.json", (route) => route.abort());
    // On a busy machine a worker could ask before the route holds for it.
    await page.reload();
    await page.locator("#pick-folder").setInputFiles(entry.folder);
    await page.getByText("That did not work").waitFor();
  });
});

test("several entries at once are refused in words", async () => {
  using entry = new SpoiledEntry();
  rmSync(`${entry.content}/rulesets`, { recursive: true });
  mkdirSync(`${entry.content}/rulesets`);
  await open(async (page) => {
    await page.locator("#pick-folder").setInputFiles(`${entry.content}/submissions`);
    await page.getByText("more than one entry").waitFor();
  });
});
