import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import chromium, { inflate } from "@sparticuz/chromium";
import { type Browser, type LaunchOptions, chromium as playwright } from "playwright-core";

/** Libraries that Chromium needs and a bare machine lacks; the package carries them along. */
async function bundledLibraries(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve("@sparticuz/chromium"));
  return join(await inflate(join(dirname(entry), "..", "bin", "al2023.tar.br")), "lib");
}

/**
 * Starts the headless Chromium that `npm ci` brought, so no browser has to be installed. Its own
 * default arguments switch web security off; a test of our pages must not.
 */
export async function launchBrowser(): Promise<Browser> {
  chromium.setGraphicsMode = false;
  const options: LaunchOptions = {
    executablePath: await chromium.executablePath(),
    args: ["--no-sandbox", "--font-render-hinting=none"],
  };
  try {
    return await playwright.launch(options);
  } catch (cause) {
    if (!(cause instanceof Error && cause.message.includes("shared libraries"))) throw cause;
    const env = { ...process.env, LD_LIBRARY_PATH: await bundledLibraries() };
    return playwright.launch({ ...options, env: env as Record<string, string> });
  }
}
