import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

const attributes = /\s(?:href|src)="([^"]*)"/g;
const plain = (value: string) => value.replaceAll("&amp;", "&").replaceAll("&#38;", "&");

/** The file behind an address of a built site, or null. */
function fileBehind(folder: string, path: string): string | null {
  const candidates = path.endsWith("/") ? [join(path, "index.html")] : [path];
  const found = candidates
    .map((candidate) => join(folder, candidate))
    .find((file) => existsSync(file) && statSync(file).isFile());
  return found ?? null;
}

/** Every internal address of a page, resolved. */
function internalLinks(text: string, here: URL): URL[] {
  return [...text.matchAll(attributes)]
    .map(([, raw = ""]) => new URL(plain(raw), here))
    .filter((address) => address.origin === here.origin);
}

/**
 * Internal addresses of a built site that lead nowhere (no such file, or no element of that id),
 * each with the pages it is on. `base` is the path the site is served under; an address outside it
 * is broken as well.
 */
export function brokenLinks(folder: string, base: string): Map<string, string[]> {
  const pages = globSync("**/*.html", { cwd: folder });
  const texts = new Map(pages.map((page) => [page, readFileSync(join(folder, page), "utf8")]));
  const leads = (address: URL) => {
    if (!address.pathname.startsWith(base)) return false;
    const file = fileBehind(folder, decodeURI(address.pathname.slice(base.length)) || "/");
    if (file === null) return false;
    const id = decodeURIComponent(address.hash.slice(1));
    if (id === "" || id === "_top" || !file.endsWith(".html")) return true;
    return texts.get(relative(folder, file))?.includes(`id="${id}"`) ?? false;
  };
  const broken = new Map<string, string[]>();
  for (const [page, text] of texts) {
    const path = page === "404.html" ? "" : page.replace(/index\.html$/, "");
    const here = new URL(`${base}${path}`, "http://site");
    for (const address of internalLinks(text, here)) {
      if (leads(address)) continue;
      const told = address.pathname + address.hash;
      broken.set(told, [...(broken.get(told) ?? []), page]);
    }
  }
  return broken;
}

/** Addresses on other hosts that a page would load by itself, other than by a reader's click. */
export function foreignLoads(folder: string): string[] {
  const loads =
    /<(?:script|img|iframe|source|video|audio|embed|object|link(?=[^>]*rel="(?:stylesheet|preload|modulepreload|icon|preconnect)"))\b[^>]*\s(?:src|href|data)="(?:https?:)?\/\/[^"]*"/g;
  return globSync("**/*.html", { cwd: folder }).flatMap((page) =>
    [...readFileSync(join(folder, page), "utf8").matchAll(loads)].map(
      ([found]) => `${page}: ${found}`,
    ),
  );
}
