import { compact } from "../components/numbers.ts";
import { devices, timeWithSpread } from "../components/run/summary.ts";
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
 * What an entry is found by: what it is, its time, whose it is, and what it uses. Its page says that,
 * too, among much that every entry's page says. The indexer takes 9 kB of memory for ten words, and
 * there may be tens of thousands of entries.
 */
export function entryRecord(view: RunView): SearchRecord {
  const { entry, submission, ruleset, track } = view;
  const { submitters, model, training, hardware } = entry.result;
  const people = submitters.map(({ name, github }) => `${name} (${github})`);
  const techniques = model.techniques ?? [];
  const modules = entry.result.external_modules.map(({ name }) => name);
  const { time_to_target_seconds: time, time_to_target_sd_seconds: sd } = submission;
  const parts = [
    `${model.architecture}, ${compact(model.parameters)} parameters.`,
    `${training.dataset} at ${training.resolution}×${training.resolution}, ${devices(hardware)}.`,
    ...(time === null ? [] : [`${timeWithSpread(time, sd)}${view.record ? ", a record" : ""}.`]),
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
