import type { Registry } from "../registry/types.ts";
import { permanentUrl, repositoryUrl, site } from "../site.ts";

/** llms.txt (llmstxt.org): what is here, for programs that read before they act. */
export function llmsText({ rulesets }: Registry): string {
  const link = (name: string, path: string, words: string) =>
    `- [${name}](${permanentUrl(path)}): ${words}`;
  const published = rulesets.filter(({ status }) => status === "published");
  return `# ${site.title}

> ${site.description}

An entry is one folder added by one pull request to ${repositoryUrl}: result.json, a training log for
each run, a README. Everything claimed is recomputed from the log; samples are measured again.

## Take part

${[
  link("Submit a run", "/submit/", "step by step, with every field of result.json"),
  link("Checks", "/checks/", "every finding with its reason and its fix"),
  link("How this works", "/how-it-works/", "the way of an entry"),
  link("Glossary", "/glossary/", "the words, each with one meaning"),
].join("\n")}

## Rules in force

${published.map(({ id, title }) => link(title, `/rulesets/${id}/`, `ruleset ${id}, clauses with worked cases`)).join("\n")}

## Data

${[
  link("API", "/api/", "static JSON, versioned"),
  link("registry.json", "/api/v1/registry.json", "standings, places, records"),
  link("Schemas", "/schemas/", "JSON Schemas of every document"),
  link("Feed", "/feed.xml", "records and rulings as Atom"),
  link("Decisions", "/decisions/", "what was decided, when and why"),
].join("\n")}
`;
}
