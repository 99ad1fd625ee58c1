import { byId } from "../by-id.ts";
import { boards } from "../components/leaderboard/board.ts";
import type { Registry, RegistrySubmission } from "../registry/types.ts";
import type { Ruleset, Track } from "../schemas/ruleset.ts";
import type { Card, CardLink } from "./card.ts";
import { cardedEntries } from "./carded-entries.ts";
import { boardCard, entryCard, siteCard } from "./describe.ts";

/** Which pictures there are, where they lie, and which page shows which. */

const paths = {
  site: "/cards/site.png",
  board: (ruleset: string, track: string) => `/cards/boards/${ruleset}/${track}.png`,
  entry: (id: string) => `/cards/runs/${id}.png`,
};

/** What a card says, as a sentence for those who do not see it. */
function altOf({ title, by, figure, about, status }: Card): string {
  const who = by === null ? title : `${title}, ${by}`;
  const what = [figure ?? "", ...about].filter((text) => text !== "").join(" ");
  const end = /[.?!]$/.test(who) ? " " : ": ";
  return `${who}${end}${what}${status === null ? "" : `. ${status.text}.`}`;
}

const link = (path: string, card: Card): CardLink => ({ path, alt: altOf(card) });

function ownCard(registry: Registry, entry: RegistrySubmission): Card | null {
  const ruleset = byId(registry.rulesets, entry.ruleset);
  const track = byId(ruleset?.tracks ?? [], entry.track);
  const hardware = byId(ruleset?.hardware_classes ?? [], entry.hardware_class);
  if (!cardedEntries(registry).has(entry.id) || !ruleset || !track || !hardware) return null;
  return entryCard(registry, { entry, ruleset, track, hardware });
}

const siteLinks = new WeakMap<Registry, CardLink>();

/** The card of the pages that have no other. */
export function siteCardLink(registry: Registry): CardLink {
  const made = siteLinks.get(registry) ?? link(paths.site, siteCard(registry));
  siteLinks.set(registry, made);
  return made;
}

const boardLinks = new WeakMap<Track, CardLink>();

/** The card of a board and its ledger. */
export function boardCardLink(registry: Registry, ruleset: Ruleset, track: Track): CardLink {
  const made =
    boardLinks.get(track) ??
    link(paths.board(ruleset.id, track.id), boardCard(registry, ruleset, track));
  boardLinks.set(track, made);
  return made;
}

/** An entry's own card, or that of the board that it competes on. */
export function entryCardLink(
  registry: Registry,
  ruleset: Ruleset,
  track: Track,
  entry: RegistrySubmission,
): CardLink {
  const card = ownCard(registry, entry);
  return card === null
    ? boardCardLink(registry, ruleset, track)
    : link(paths.entry(entry.id), card);
}

/** Every card of a site with its path; drawing one is what costs, so each is made when asked for. */
export function allCards(registry: Registry): { path: string; card: () => Card }[] {
  const entries = registry.submissions.flatMap((entry) => {
    if (!cardedEntries(registry).has(entry.id)) return [];
    const card = ownCard(registry, entry);
    return card === null ? [] : [{ path: paths.entry(entry.id), card: () => card }];
  });
  return [
    { path: paths.site, card: () => siteCard(registry) },
    ...boards(registry).map(({ ruleset, track }) => ({
      path: paths.board(ruleset.id, track.id),
      card: () => boardCard(registry, ruleset, track),
    })),
    ...entries,
  ];
}
