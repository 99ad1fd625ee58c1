import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pageLinks } from "./page-links.ts";

/** A built site, and what its addresses are held against. */
export type BuiltSite = {
  /** Folder of the built files. */
  readonly folder: string;
  /** Path that the site is served under, with slashes at both ends. */
  readonly base: string;
  /** Address of the repository on GitHub. */
  readonly repository: string;
  /** Where a path of the repository lies on disk. */
  readonly source: (path: string) => string;
};

/** An address that leads nowhere, with the pages it is on. */
export type DeadLink = { readonly address: string; readonly pages: readonly string[] };

type Wanted = Map<string, string[]>;
const note = (wanted: Wanted, key: string, page: string) => {
  const pages = wanted.get(key);
  if (pages) pages.push(page);
  else wanted.set(key, [page]);
};

/**
 * Addresses of a built site that lead nowhere: pages and files that are not there, ids that no
 * element has, and paths of the repository on GitHub that the checkout does not have. One page is in
 * memory at a time.
 */
export function findDeadLinks(site: BuiltSite): DeadLink[] {
  const files = new Set(globSync("**/*", { cwd: site.folder }));
  const anchors: Wanted = new Map();
  const dead: Wanted = new Map();
  for (const page of files) {
    if (!page.endsWith(".html")) continue;
    const here = new URL(
      `${site.base}${page === "404.html" ? "" : page.replace(/index\.html$/, "")}`,
      "http://site",
    );
    const { addresses } = pageLinks(readFileSync(join(site.folder, page), "utf8"));
    for (const address of new Set(addresses)) {
      const target = resolved(address, here);
      if (target === null) note(dead, address, page);
      else if (target.origin !== here.origin) {
        if (!onGitHub(target.href, site)) note(dead, target.href, page);
      } else {
        const file = fileBehind(target.pathname, site.base, files);
        if (file === null) note(dead, target.pathname, page);
        else if (needsId(target, file)) note(anchors, `${file}${target.hash}`, page);
      }
    }
  }
  const hasId = idsIn(site.folder);
  for (const [anchor, pages] of anchors) {
    if (!hasId(anchor)) for (const page of pages) note(dead, `/${anchor}`, page);
  }
  return [...dead]
    .map(([address, pages]) => ({ address, pages: pages.toSorted() }))
    .toSorted((a, b) => (a.address < b.address ? -1 : 1));
}

const resolved = (address: string, here: URL) =>
  URL.canParse(address, here) ? new URL(address, here) : null;

function fileBehind(pathname: string, base: string, files: ReadonlySet<string>): string | null {
  if (!pathname.startsWith(base)) return null;
  const path = decodeURI(pathname.slice(base.length));
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  // A folder is in the list too; nobody serves it without its slash.
  return files.has(file) && !files.has(`${file}/index.html`) ? file : null;
}

const needsId = ({ hash }: URL, file: string) =>
  file.endsWith(".html") && hash !== "" && hash !== "#" && hash !== "#_top";

/** Tells whether a page (`file#id`) has an element of that id; pages are read once. */
function idsIn(folder: string): (anchor: string) => boolean {
  const read = new Map<string, ReadonlySet<string>>();
  return (anchor) => {
    const at = anchor.indexOf("#");
    const file = anchor.slice(0, at);
    const ids = read.get(file) ?? pageLinks(readFileSync(join(folder, file), "utf8")).ids;
    read.set(file, ids);
    return ids.has(decodeURIComponent(anchor.slice(at + 1)));
  };
}

/** False where an address names a file of this repository, or a form of its, that is not there. */
function onGitHub(address: string, { repository, source }: BuiltSite): boolean {
  if (!address.startsWith(`${repository}/`)) return true;
  const { pathname, searchParams } = new URL(address);
  const rest = decodeURI(pathname).slice(new URL(repository).pathname.length + 1);
  const [, path] = /^(?:blob|commits|edit|tree|raw)\/main\/(.+)$/.exec(rest) ?? [];
  if (path !== undefined) return existsSync(source(path));
  const template = searchParams.get("template");
  return (
    rest !== "issues/new" ||
    template === null ||
    existsSync(source(`.github/ISSUE_TEMPLATE/${template}`))
  );
}
