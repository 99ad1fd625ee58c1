import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pageLinks } from "./page-links.ts";
import { quickLinks } from "./quick-links.ts";

/** A built site, and what its addresses are held against. */
export type BuiltSite = {
  /** Folder of the built files. */
  readonly folder: string;
  /** Path that the site is served under, with slashes at both ends. */
  readonly base: string;
  /** Address of the repository on GitHub. */
  readonly repository: string;
  /** Folder of the repository on disk. */
  readonly checkout: string;
  /** Folder of the content tree, which may lie elsewhere. */
  readonly content: string;
};

/** Something a page leads to, and the page. */
export type Link = readonly [address: string, page: string];

export type Inspected = {
  /** Leads nowhere. */
  readonly dead: Link[];
  /** Leads to a place in another page, as `file#id`; whether it is there is yet to be seen. */
  readonly anchors: Link[];
  /** The ids of each page, with spaces around them: one text takes a tenth of what a set does. */
  readonly ids: Map<string, string>;
};

/** Looks at pages of a site, one in memory at a time. `files` are all files of the site. */
export function inspectPages(
  site: BuiltSite,
  pages: readonly string[],
  files: ReadonlySet<string>,
): Inspected {
  const inspected: Inspected = { dead: [], anchors: [], ids: new Map() };
  for (const page of pages) inspectPage(site, page, files, inspected);
  return inspected;
}

function inspectPage(
  site: BuiltSite,
  page: string,
  files: ReadonlySet<string>,
  { dead, anchors, ids }: Inspected,
): void {
  const path = page === "404.html" ? "" : page.replace(/index\.html$/, "");
  const here = new URL(`${site.base}${path}`, "http://site");
  const html = readFileSync(join(site.folder, page), "utf8");
  const links = quickLinks(html) ?? pageLinks(html);
  ids.set(page, ` ${[...links.ids].join(" ")} `);
  for (const address of new Set(links.addresses)) {
    const target = URL.canParse(address, here) ? new URL(address, here) : null;
    if (target === null) dead.push([address, page]);
    else if (target.origin !== here.origin) {
      if (!onGitHub(target.href, site)) dead.push([target.href, page]);
    } else {
      const file = fileBehind(target.pathname, site.base, files);
      if (file === null) dead.push([target.pathname, page]);
      else if (needsId(target, file)) {
        const anchor = `${file}${target.hash}`;
        if (file !== page) anchors.push([anchor, page]);
        else if (!links.ids.has(idOf(anchor))) dead.push([`/${anchor}`, page]);
      }
    }
  }
}

/** The links to places that none of these pages has. */
export const missingAnchors = (
  anchors: readonly Link[],
  idsOf: (page: string) => string | undefined,
): Link[] =>
  anchors.flatMap(([anchor, page]): Link[] => {
    const ids = idsOf(anchor.slice(0, anchor.indexOf("#"))) ?? "";
    return ids.includes(` ${idOf(anchor)} `) ? [] : [[`/${anchor}`, page]];
  });

const idOf = (anchor: string) => decodeURIComponent(anchor.slice(anchor.indexOf("#") + 1));

function fileBehind(pathname: string, base: string, files: ReadonlySet<string>): string | null {
  if (!pathname.startsWith(base)) return null;
  const path = decodeURI(pathname.slice(base.length));
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  // A folder may be in the list too; nobody serves it without its slash.
  return files.has(file) && !files.has(`${file}/index.html`) ? file : null;
}

const needsId = ({ hash }: URL, file: string) =>
  file.endsWith(".html") && hash !== "" && hash !== "#" && hash !== "#_top";

/**
 * Where a path of the repository lies. Guides and governance are always those of the checkout, also
 * where the content comes from elsewhere.
 */
function sourceOf(path: string, { checkout, content }: BuiltSite): string {
  const inContent = join(content, path.slice("content".length));
  const isContent = path === "content" || path.startsWith("content/");
  return isContent && existsSync(inContent) ? inContent : join(checkout, path);
}

/** False where an address names a file of this repository, or a form of its, that is not there. */
function onGitHub(address: string, site: BuiltSite): boolean {
  const { repository } = site;
  if (!address.startsWith(`${repository}/`)) return true;
  const { pathname, searchParams } = new URL(address);
  const rest = decodeURI(pathname).slice(new URL(repository).pathname.length + 1);
  const [, path] = /^(?:blob|commits|edit|tree|raw)\/main\/(.+)$/.exec(rest) ?? [];
  if (path !== undefined) return existsSync(sourceOf(path, site));
  const template = searchParams.get("template");
  return (
    rest !== "issues/new" ||
    template === null ||
    existsSync(sourceOf(`.github/ISSUE_TEMPLATE/${template}`, site))
  );
}
