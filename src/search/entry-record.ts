import { summary } from "../components/run/summary.ts";
import type { RunView } from "../components/run/view.ts";
import type { SearchKind } from "./kinds.ts";

/** What the search knows of a page that it does not read. */
export type SearchRecord = {
  /** Path of the page on the site, with slashes at both ends. */
  readonly url: string;
  readonly title: string;
  readonly text: string;
  readonly kind: SearchKind;
};

/**
 * What an entry is found by: what it is and did, whose it is, and what it uses. Its page says that,
 * too, among much that every entry's page says.
 */
export function entryRecord(view: RunView): SearchRecord {
  const { entry, submission, ruleset, track } = view;
  const { submitters, model } = entry.result;
  const people = submitters.map(({ name, github }) => `${name} (${github})`);
  const techniques = model.techniques ?? [];
  const modules = entry.result.external_modules.map(({ name }) => name);
  const parts = [
    summary(view),
    `By ${people.join(", ")}.`,
    ...(techniques.length > 0 ? [`Techniques: ${techniques.join(", ")}.`] : []),
    ...(modules.length > 0 ? [`Modules: ${modules.join(", ")}.`] : []),
    `${ruleset.title}, ${track.title}, ${submission.standing}.`,
    entry.id,
  ];
  return {
    url: `/runs/${entry.id}/`,
    title: submission.title,
    text: parts.join(" "),
    kind: "Entry",
  };
}
