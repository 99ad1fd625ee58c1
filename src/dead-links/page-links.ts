import { Parser } from "htmlparser2";

/** What a page says of itself and of others: its ids, and every address it leads to or loads. */
export type PageLinks = {
  readonly ids: ReadonlySet<string>;
  readonly addresses: readonly string[];
};

/** Attributes that hold an address. */
const ADDRESSES = ["href", "src", "action", "poster"] as const;

/**
 * Ids and addresses of an HTML page. Links in texts of visitors (`rel="ugc"`) are left out: somebody
 * else's dead link must not stop the site.
 */
export function pageLinks(html: string): PageLinks {
  const ids = new Set<string>();
  const addresses: string[] = [];
  const parser = new Parser({
    onopentag(_name, attributes) {
      if (attributes["id"]) ids.add(attributes["id"]);
      if (attributes["rel"]?.split(" ").includes("ugc")) return;
      for (const name of ADDRESSES) {
        const value = attributes[name];
        if (value !== undefined) addresses.push(value);
      }
    },
  });
  parser.end(html);
  return { ids, addresses };
}
