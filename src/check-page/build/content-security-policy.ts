import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

const inlineScripts = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The strictest policy a page works with. Scripts run by address or by digest, never by eval;
 * nothing is fetched from, or sent to, another host: that the files of a visitor stay where they
 * are is then a matter of the browser, not of trust. The search of the site is WebAssembly.
 */
export function policyFor(html: string): string {
  const digests = [...html.matchAll(inlineScripts)].map(
    ([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${[...new Set(digests)].join(" ")}`,
    "worker-src 'self'",
    "connect-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** Writes the policy into pages of the built site, as the first thing after their encoding. */
export const contentSecurityPolicy = (pages: readonly string[]) => ({
  name: "content-security-policy",
  hooks: {
    "astro:build:done": ({ dir }: { dir: URL }) => {
      for (const page of pages) {
        const file = new URL(page, dir);
        const html = readFileSync(file, "utf8");
        const encoding = /<meta charset="utf-8"\s*\/?>/;
        if (!encoding.test(html)) throw new Error(`${page} does not state its encoding`);
        const policy = `<meta http-equiv="Content-Security-Policy" content="${policyFor(html)}"/>`;
        writeFileSync(
          file,
          html.replace(encoding, (found) => found + policy),
        );
      }
    },
  },
});
