import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { builtRegistry } from "./built-registry.ts";

/** One page of each kind, and words that must be there without JavaScript. */
export type PageKind = { readonly name: string; readonly path: string; readonly text: string };

const always: readonly PageKind[] = [
  { name: "home", path: "/", text: "How it works" },
  { name: "rulesets", path: "/rulesets/", text: "A change is a new version" },
  { name: "submit", path: "/submit/", text: "npx imagegen-speedrun new" },
  { name: "check-page", path: "/submit/check/", text: "npx imagegen-speedrun check" },
  { name: "new-page", path: "/submit/new/", text: "npx imagegen-speedrun import" },
  { name: "checks", path: "/checks/", text: "What the checks say" },
  { name: "references", path: "/references/", text: "not re-evaluated here" },
  { name: "baselines", path: "/baselines/", text: "nano-dit" },
  { name: "about", path: "/about/", text: "Levels of trust" },
  { name: "schemas", path: "/schemas/", text: "result.json" },
  { name: "api", path: "/api/", text: "registry.json" },
  { name: "leaderboards", path: "/leaderboards/", text: "Leaderboards" },
  { name: "decisions", path: "/decisions/", text: "a later one amends it" },
  { name: "meetings", path: "/meetings/", text: "Calendar feed" },
  { name: "actions", path: "/actions/", text: "What meetings left to be done" },
  { name: "cycles", path: "/cycles/", text: "A cycle is a half-year season" },
  { name: "governance", path: "/governance/", text: "Code of conduct" },
  { name: "governance-roles", path: "/governance/roles/", text: "recuse yourself" },
  { name: "governance-judging", path: "/governance/judging/", text: "reproduced" },
  { name: "governance-times", path: "/governance/times/", text: "Whose move" },
  { name: "rulings", path: "/rulings/", text: "How entries were ruled on" },
  { name: "people", path: "/people/", text: "Whose work the records are" },
  { name: "techniques", path: "/techniques/", text: "Ideas by name" },
  { name: "compare", path: "/compare/", text: "Every record beside the one before it" },
  { name: "how-it-works", path: "/how-it-works/", text: "The way of an entry" },
  { name: "glossary", path: "/glossary/", text: "Evaluation point" },
  { name: "review-guide", path: "/guides/review/", text: "Before you begin" },
  { name: "maintain-guide", path: "/guides/maintain/", text: "minutes new" },
  { name: "queue", path: "/queue/", text: "whose move it is" },
  { name: "discussions", path: "/discussions/", text: "kept here as a record" },
  { name: "missing", path: "/no-such-page/", text: "No page has this address" },
];

type Listed = {
  readonly rulesets: readonly { id: string; status: string }[];
  readonly submissions: readonly { id: string; ruleset: string; track: string }[];
};

/** The first page below a list that its list leads to. */
function firstUnder(site: string, list: string, form: RegExp): string | null {
  const text = readFileSync(join(site, list, "index.html"), "utf8");
  return new RegExp(`href="[^"]*(/${list}/${form.source}/)"`).exec(text)?.[1] ?? null;
}

/** Pages of the public record, as far as the content has any. */
function recordKinds(site: string): PageKind[] {
  const kinds = [
    { name: "decision", path: firstUnder(site, "decisions", /D-[0-9-]+/), text: "On record" },
    { name: "decisions-by", path: firstUnder(site, "decisions", /track\/[a-z-]+/), text: "All" },
    { name: "meeting", path: firstUnder(site, "meetings", /[0-9-]+/), text: "Present" },
    {
      name: "rulings-by",
      path: firstUnder(site, "rulings", /decision\/[a-z]+/),
      text: "All rulings",
    },
    { name: "person", path: firstUnder(site, "people", /[a-z0-9-]+/), text: "Entries" },
    {
      name: "technique",
      path: firstUnder(site, "techniques", /[a-z0-9-]+/),
      text: "All techniques",
    },
    {
      name: "pair",
      path: firstUnder(site, "compare", /\d[a-z0-9-]+\/[a-z0-9-]+/),
      text: "What changed",
    },
    { name: "thread", path: firstUnder(site, "discussions", /[a-z]+-\d+/), text: "A copy of" },
    { name: "cycle", path: firstUnder(site, "cycles", /[0-9a-z-]+/), text: "Milestones" },
  ];
  return kinds.flatMap(({ path, ...kind }) => (path === null ? [] : [{ ...kind, path }]));
}

/** Two versions beside each other, and the example of one; as far as the content has any. */
function rulesetKinds({ rulesets }: Listed): PageKind[] {
  const [one, other] = rulesets;
  if (!one || !other) return [];
  const compared = `/rulesets/${one.id}/compared-with/${other.id}/`;
  return [{ name: "compared", path: compared, text: "What it means for an entry" }];
}

/** The page kinds of a built site; those of rulesets and entries exist where the content has any. */
export function pageKinds(site: string): readonly PageKind[] {
  if (!existsSync(join(site, "index.html"))) throw new Error(`There is no built site in ${site}`);
  const read = (...path: string[]) => readFileSync(join(site, ...path), "utf8");
  const registry: Listed = builtRegistry(site);
  const check = /href="[^"]*(\/checks\/[a-z0-9-]+\/)"/.exec(read("checks", "index.html"))?.[1];
  const entry = registry.submissions[0];
  const board = entry && `/leaderboards/${entry.ruleset}/${entry.track}/`;
  return [
    ...always,
    ...registry.rulesets.map(({ id, status }) => ({
      name: `ruleset-${id}`,
      path: `/rulesets/${id}/`,
      text: status === "superseded" ? "Superseded" : "Tracks and targets",
    })),
    ...rulesetKinds(registry),
    ...recordKinds(site),
    ...(check ? [{ name: "check", path: check, text: "How to fix it" }] : []),
    ...(entry ? [{ name: "run", path: `/runs/${entry.id}/`, text: entry.id }] : []),
    ...(entry && board ? [{ name: "leaderboard", path: board, text: "Target" }] : []),
  ];
}
