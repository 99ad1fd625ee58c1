import type { Server } from "node:http";
import type { Page } from "playwright-core";
import { run } from "../../scripts/check.ts";
import { serveSite } from "../../scripts/static-server.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { printable } from "../../src/findings/render/printable.ts";
import { placeOf } from "../../src/findings/render/text.ts";
import { mini } from "../checks/entry.ts";

/** What a finding says, as far as a page shows it. */
export type Shown = {
  readonly code: string;
  readonly severity: string;
  readonly place: string;
  readonly message: string;
  /** "expected", "found" and "fix" with their texts. */
  readonly values: readonly string[];
};

/** Backticks mark code: the page sets it in another type instead. */
const plain = (text: string) => printable(text).replaceAll("`", "");

const shownBy = (one: Finding): Shown => ({
  code: one.code,
  severity: one.severity,
  place: printable(placeOf(one)),
  message: plain(one.message),
  values: [
    ...(one.expected === null ? [] : [`expected ${plain(one.expected)}`]),
    ...(one.found === null ? [] : [`found ${plain(one.found)}`]),
    `fix ${plain(one.fix)}`,
  ],
});

type Report = { readonly verdict: string; readonly findings: readonly Shown[] };

/** What `check --format json` says of a folder. */
export async function inTerminal(folder: string): Promise<Report> {
  let output = "";
  const sink = {
    write(text: string) {
      output += text;
    },
  };
  await run([folder, "--content", mini, "--format", "json"], { stdout: sink, stderr: sink });
  const { verdict, findings } = JSON.parse(output).submissions[0];
  return { verdict, findings: findings.map(shownBy) };
}

/** Picks a folder on the page and waits for the verdict. */
export async function checkInPage(page: Page, folder: string): Promise<Report> {
  // What an earlier check left must not be taken for the answer.
  await page.locator("[data-part=results]").evaluate((results) => results.replaceChildren());
  await page.locator("#pick-folder").setInputFiles(folder);
  await page.locator(".verdict").waitFor();
  return page.evaluate(() => {
    const text = (element: Element, selector: string) =>
      element.querySelector(selector)?.textContent ?? "";
    const findings = [...document.querySelectorAll(".finding")].map((one) => ({
      code: text(one, ".code"),
      severity: text(one, ".severity"),
      place: text(one, ".place"),
      message: text(one, ".message"),
      values: [...one.querySelectorAll("dl > div")].map(
        (pair) => `${text(pair, "dt")} ${text(pair, "dd")}`,
      ),
    }));
    const accepted = document.querySelector(".verdict.accepted") !== null;
    return { verdict: accepted ? "accepted" : "rejected", findings };
  });
}

/** Serves a site whose scripts may not compile code: a worker obeys the policy it arrives with. */
export async function serveStrictly(root: string): Promise<{ server: Server; url: string }> {
  const served = await serveSite(root, 0);
  served.server.prependListener("request", (request, response) => {
    if (!request.url?.endsWith(".js")) return;
    const policy = "default-src 'none'; script-src 'self'; connect-src 'self'";
    response.setHeader("content-security-policy", policy);
  });
  return served;
}
