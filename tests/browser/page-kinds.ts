import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../scripts/repository.ts";

export const builtSite = join(repositoryRoot, "dist");

/** One page of each kind, and words that must be there without JavaScript. */
export type PageKind = { readonly name: string; readonly path: string; readonly text: string };

const always: readonly PageKind[] = [
  { name: "home", path: "/", text: "How it works" },
  { name: "rulesets", path: "/rulesets/", text: "2026h1-v1" },
  { name: "ruleset", path: "/rulesets/2026h1-v1/", text: "Statements signed" },
  { name: "ruleset-rehearsal", path: "/rulesets/rehearsal-v1/", text: "Statements signed" },
  { name: "ruleset-draft", path: "/rulesets/2026h1-draft-b/", text: "Superseded" },
  { name: "submit", path: "/submit/", text: "npx imagegen-speedrun new" },
  { name: "checks", path: "/checks/", text: "What the checks say" },
  { name: "references", path: "/references/", text: "not re-evaluated here" },
  { name: "baselines", path: "/baselines/", text: "nano-dit" },
  { name: "about", path: "/about/", text: "Levels of trust" },
  { name: "governance", path: "/governance/", text: "not yet confirmed" },
  { name: "schemas", path: "/schemas/", text: "result.json" },
  { name: "api", path: "/api/", text: "registry.json" },
  { name: "leaderboards", path: "/leaderboards/", text: "Leaderboards" },
  { name: "missing", path: "/no-such-page/", text: "No page has this address" },
];

type Ids = { readonly submissions: readonly { id: string; ruleset: string; track: string }[] };

/** The page kinds of the built site; pages of entries exist where the content has entries. */
export function pageKinds(): readonly PageKind[] {
  if (!existsSync(join(builtSite, "index.html"))) {
    throw new Error("There is no built site to test. Make one first: npm run build");
  }
  const registry: Ids = JSON.parse(
    readFileSync(join(builtSite, "api", "v1", "registry.json"), "utf8"),
  );
  const entry = registry.submissions[0];
  const check = /href="[^"]*(\/checks\/[a-z0-9-]+\/)"/.exec(
    readFileSync(join(builtSite, "checks", "index.html"), "utf8"),
  )?.[1];
  return [
    ...always,
    ...(check ? [{ name: "check", path: check, text: "How to fix it" }] : []),
    ...(entry
      ? [
          { name: "run", path: `/runs/${entry.id}/`, text: entry.id },
          {
            name: "leaderboard",
            path: `/leaderboards/${entry.ruleset}/${entry.track}/`,
            text: entry.ruleset,
          },
        ]
      : []),
  ];
}
