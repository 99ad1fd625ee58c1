import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cardedEntries, PLACES_CARDED, RECORDS_CARDED } from "../../src/cards/carded-entries.ts";
import { allCards, boardCardLink, entryCardLink, siteCardLink } from "../../src/cards/cards.ts";
import { boardCard, byLine, entryCard, siteCard } from "../../src/cards/describe.ts";
import { cardTags } from "../../src/cards/tags.ts";
import { buildRegistry } from "../../src/registry/index.ts";
import type { Entry, Registry, RegistrySubmission } from "../../src/registry/types.ts";
import { ids, registry, ruled, tree, viewOf } from "../components/mini-site.ts";

const found = <Thing>(thing: Thing | undefined): Thing => {
  if (thing === undefined) throw new Error("the miniature tree has it");
  return thing;
};

const ruleset = found(registry.rulesets.find(({ id }) => id === "mini-v1"));
const trackOf = (id: string) => found(ruleset.tracks.find((track) => track.id === id));
const basic = trackOf("basic");

function cardOf(id: string, change?: (entry: Entry) => Entry, within: Registry = registry) {
  const { submission: entry, track, hardware } = viewOf(id, change);
  return entryCard(within, { entry, ruleset, track, hardware });
}

const titled = (title: string) => (entry: Entry) => ({
  ...entry,
  result: { ...entry.result, title },
});

describe("what a card says", () => {
  test("of the record: who, how fast, to what, on what, since when and who says so", () => {
    expect(cardOf(ids.record)).toMatchObject({
      place: "Miniature ruleset · Basic",
      title: "The same network, logit-normal time sampling",
      figure: expect.stringMatching(/^\d+\.\d s$/),
      about: [expect.stringMatching(/^to .* of .* or less$/), expect.stringMatching(/^on /)],
      status: { text: "Record since 8 Feb 2026, verified", tone: "record" },
    });
    expect(cardOf(ids.record).history?.steps).toHaveLength(2);
  });

  test("of a record that was beaten: where it stands now", () => {
    expect(cardOf(ids.first).status).toEqual({
      text: "Once the record, rank 2, verified",
      tone: "plain",
    });
  });

  test("names an entry by its id where the typeface lacks letters for the title", () => {
    expect(cardOf(ids.record, titled("速い")).title).toBe(ids.record);
    expect(cardOf(ids.record, titled("\u202etxt")).title).toBe("txt");
  });

  test("of many people: two of them, by their accounts where a name cannot be drawn", () => {
    const people = [
      { name: "Ada", github: "ada" },
      { name: "中村", github: "nakamura" },
      { name: "C", github: "c" },
    ];
    expect(byLine(people.slice(0, 1))).toBe("Ada");
    expect(byLine(people.slice(0, 2))).toBe("Ada and nakamura");
    expect(byLine(people)).toBe("Ada, nakamura and 1 other");
  });

  test("of a board and of the site: the record today, or that there is none", () => {
    const record = found(registry.submissions.find(({ id }) => id === ids.record));
    expect(boardCard(registry, ruleset, basic)).toMatchObject({ title: "Basic" });
    expect(boardCard(registry, ruleset, basic).by).toContain(record.title);
    expect(siteCard(registry).place).toBe("Latest record · Miniature ruleset · Basic");
    const none = { ...registry, records: [], submissions: [] };
    expect(boardCard(none, ruleset, basic)).toMatchObject({ figure: null, history: null });
    expect(boardCard(none, ruleset, basic).about).toContain("No record yet.");
    expect(siteCard(none)).toMatchObject({ figure: null, place: "" });
    expect(boardCard(registry, ruleset, trackOf("free-form")).about).toEqual([
      "Entries of this track are listed, not ranked.",
    ]);
  });
});

describe("which entries have a card of their own", () => {
  test("records and the first places; a refuted or unranked entry shows its board's", () => {
    const linkOf = (id: string) => {
      const { submission, track } = viewOf(id);
      return entryCardLink(registry, ruleset, track, submission);
    };
    expect(linkOf(ids.record).path).toBe(`/cards/runs/${ids.record}.png`);
    expect(linkOf(ids.refuted)).toEqual(boardCardLink(registry, ruleset, basic));
    expect(linkOf(ids.unranked).path).toBe("/cards/boards/mini-v1/free-form.png");
    expect(linkOf(ids.record).alt).toMatch(/^The same network, .*: .* s to .*verified\.$/);
  });

  test("one that is no longer a record loses its own", () => {
    const change = ruled("retract", "A mistake in the clock.");
    const entries = tree.entries.map((entry) => (entry.id === ids.record ? change(entry) : entry));
    expect(cardedEntries(registry).has(ids.record)).toBe(true);
    expect(cardedEntries(buildRegistry({ ...tree, entries })).has(ids.record)).toBe(false);
  });

  test("no more of a contest than its newest records and its first places", () => {
    const record = found(registry.records.find(({ submission }) => submission === ids.record));
    const entry = found(registry.submissions.find(({ id }) => id === ids.record));
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (records, ranked) => {
        const some = { ...registry, submissions: [] as RegistrySubmission[] };
        const many = {
          ...some,
          records: Array.from({ length: records }, (_, at) => ({
            ...record,
            submission: `r${at}`,
          })),
          submissions: Array.from({ length: ranked }, (_, at) => ({
            ...entry,
            id: `p${at}`,
            rank: 1 + Math.floor(at / 50),
          })),
        };
        const ids = cardedEntries(many);
        expect(ids.size).toBe(Math.min(records, RECORDS_CARDED) + Math.min(ranked, PLACES_CARDED));
        if (records > 0) expect(ids.has(`r${records - 1}`)).toBe(true);
      }),
    );
  });

  test("every card has a path of its own, and each that a page links to is drawn", () => {
    const paths = allCards(registry).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toContain(siteCardLink(registry).path);
    for (const entry of registry.submissions) {
      const track = trackOf(entry.track);
      expect(paths).toContain(entryCardLink(registry, ruleset, track, entry).path);
    }
  });
});

test("the tags of a page name the picture by its permanent address, its size and its words", () => {
  const tags = cardTags({ path: "/cards/site.png", alt: 'a "quoted" text' });
  const values = Object.fromEntries(
    tags.map(({ attrs }) => [attrs["property"] ?? attrs["name"], attrs["content"]]),
  );
  expect(values["og:image"]).toMatch(/^https:\/\/.*\/cards\/site\.png$/);
  expect(values["twitter:image"]).toBe(values["og:image"]);
  expect(values["twitter:card"]).toBe("summary_large_image");
  expect(values["og:image:alt"]).toBe('a "quoted" text');
  expect([values["og:image:width"], values["og:image:height"]]).toEqual(["1200", "630"]);
});
