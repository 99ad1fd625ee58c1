import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

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

/**
 * Internal addresses of a built site that lead nowhere: no such file, or no element of that id.
 * `base` is the path the site is served under; an address outside it is broken as well.
 */
export function brokenLinks(folder: string, base: string): string[] {
  const pages = globSync("**/*.html", { cwd: folder });
  const texts = new Map<string, string>();
  const read = (file: string) => {
    const text = texts.get(file) ?? readFileSync(file, "utf8");
    texts.set(file, text);
    return text;
  };
  return pages.flatMap((page) => {
    const here = new URL(
      page === "404.html" ? base : `${base}${page.replace(/index\.html$/, "")}`,
      "http://site",
    );
    return [...read(join(folder, page)).matchAll(attributes)].flatMap(([, raw = ""]) => {
      const address = new URL(plain(raw), here);
      if (address.origin !== here.origin) return [];
      const told = `${page}: ${raw}`;
      if (!address.pathname.startsWith(base)) return [told];
      const file = fileBehind(folder, decodeURI(address.pathname.slice(base.length)) || "/");
      if (file === null) return [told];
      const id = decodeURIComponent(address.hash.slice(1));
      const there = id === "" || id === "_top" || !file.endsWith(".html");
      return there || read(file).includes(`id="${id}"`) ? [] : [told];
    });
  });
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
