import { percent, seconds } from "../components/numbers.ts";
import { decided, rulingPath } from "../components/rulings/words.ts";
import type { Precedent } from "../registry/case-law.ts";
import type { Registry } from "../registry/types.ts";
import { permanentUrl, site } from "../site.ts";
import { escapeXml } from "./xml.ts";

/** One thing that happened, as the feed tells it. */
export type FeedItem = {
  /** Path of the page it is about; with `key` it makes the permanent id. */
  readonly path: string;
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly at: string;
  readonly authors: readonly string[];
};

/** The newest of them stand in the feed; the site has them all. */
export const FEED_ITEMS = 100;

const endOfDay = (date: string) => `${date}T23:59:59Z`;

/** Records as they were set, those that fell, and rulings; the newest first. */
export function feedItems(registry: Registry, precedents: readonly Precedent[]): FeedItem[] {
  const byId = new Map(registry.submissions.map((entry) => [entry.id, entry]));
  const titleOf = (id: string) => byId.get(id)?.title ?? id;
  const people = (id: string) => byId.get(id)?.submitters.map(({ name }) => name) ?? [];
  const where = (one: { ruleset: string; track: string; hardware_class: string }) =>
    `${one.ruleset}, ${one.track}, ${one.hardware_class}`;
  const records = registry.records.map((record): FeedItem => {
    const gain =
      record.gain_relative === null ? "" : `, ${percent(record.gain_relative)} less than before`;
    return {
      path: `/runs/${record.submission}/`,
      key: "record",
      title: `Record: ${titleOf(record.submission)}, ${seconds(record.time_to_target_seconds)}`,
      text: `${seconds(record.time_to_target_seconds)} in ${where(record)}${gain}.`,
      at: record.opened_at,
      authors: people(record.submission),
    };
  });
  const fallen = registry.fallen.map(
    (one): FeedItem => ({
      path: `/runs/${one.submission}/`,
      key: `fell-${one.fell_at}`,
      title: `A record fell: ${titleOf(one.submission)}`,
      text: `It is ${one.standing} now (${where(one)}).${one.ruling ? ` ${one.ruling.reason}` : ""}`,
      at: one.fell_at,
      authors: [site.title],
    }),
  );
  const rulings = precedents.map(
    ({ entry, number, ruling }): FeedItem => ({
      path: rulingPath(entry.id, number),
      key: `ruling-${number}`,
      title: `${decided[ruling.decision]}: ${entry.title}`,
      text: ruling.reason,
      at: endOfDay(ruling.date),
      authors: ruling.by,
    }),
  );
  return [...records, ...fallen, ...rulings]
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.path < b.path ? -1 : 1))
    .slice(0, FEED_ITEMS);
}

/**
 * The feed as Atom (RFC 4287). No moment of building stands in it: it was updated when its newest
 * entry was, and the same content gives the same bytes.
 */
export function atomFeed(items: readonly FeedItem[]): string {
  const self = permanentUrl("/feed.xml");
  const author = (name: string) => `<author><name>${escapeXml(name)}</name></author>`;
  const entries = items.map(
    (item) => `  <entry>
    <id>${escapeXml(`${permanentUrl(item.path.replace(/#.*/, ""))}#${item.key}`)}</id>
    <title>${escapeXml(item.title)}</title>
    <link rel="alternate" href="${escapeXml(permanentUrl(item.path))}"/>
    <updated>${escapeXml(item.at)}</updated>
    ${(item.authors.length > 0 ? item.authors : [site.title]).map(author).join("")}
    <summary>${escapeXml(item.text)}</summary>
  </entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${escapeXml(self)}</id>
  <title>${escapeXml(`${site.title}: records and rulings`)}</title>
  <link rel="self" href="${escapeXml(self)}"/>
  <link rel="alternate" href="${escapeXml(permanentUrl("/"))}"/>
  <updated>${escapeXml(items[0]?.at ?? "2026-01-16T00:00:00Z")}</updated>
  ${author(site.title)}
${entries.join("")}</feed>
`;
}
