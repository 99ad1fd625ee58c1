import { csv } from "../components/charts/data-table.ts";
import { entryCurves } from "../components/compare/entry-curves.ts";
import { comparedEntries, comparisonTable } from "../components/run/comparison.ts";
import { evaluationTable, lossTable } from "../components/run/curves.ts";
import type { RunView } from "../components/run/view.ts";
import { badge } from "../feeds/badge.ts";
import { jsonText } from "../json-file.ts";
import type { Registry } from "../registry/types.ts";
import { bytesOf, contentTypeOf, servedFiles } from "./served.ts";

/** A file of an entry on the site, by its path there. */
export type SiteFile = {
  readonly path: string;
  readonly type: string;
  /** Made when it is asked for: an entry has a dozen files, and somebody may want one. */
  readonly body: () => string | Uint8Array;
};

const JSON_TYPE = "application/json; charset=utf-8";
const CSV_TYPE = "text/csv; charset=utf-8";

/** Everything the page of an entry shows, as data. */
function dataFiles(view: RunView, registry: Registry): SiteFile[] {
  const { entry, submission, record } = view;
  const whole = () => ({
    version: 1,
    submission,
    record,
    result: entry.result,
    verification: entry.verification,
    rulings: entry.rulings,
    files: entry.files,
  });
  const comparison = () => csv(comparisonTable(comparedEntries(registry, view)));
  return [
    { path: "entry.json", type: JSON_TYPE, body: () => jsonText(whole()) },
    { path: "curves.json", type: JSON_TYPE, body: () => jsonText(entryCurves(view)) },
    { path: "evaluations.csv", type: CSV_TYPE, body: () => csv(evaluationTable(view)) },
    { path: "loss.csv", type: CSV_TYPE, body: () => csv(lossTable(view)) },
    { path: "comparison.csv", type: CSV_TYPE, body: comparison },
  ].map((file) => ({ ...file, path: `runs/${entry.id}/data/${file.path}` }));
}

/** The files of an entry beside its page: its own, byte for byte, its data, and its badge. */
export function entryFiles(view: RunView, registry: Registry): SiteFile[] {
  const { entry, submission } = view;
  const own = servedFiles(entry).flatMap(({ name }): SiteFile[] => {
    const type = contentTypeOf(name);
    const path = `runs/${entry.id}/${name}`;
    return type === null ? [] : [{ path, type, body: () => bytesOf(entry, name) }];
  });
  const badgeFile: SiteFile = {
    path: `badges/${entry.id}.svg`,
    type: "image/svg+xml",
    body: () => badge(submission),
  };
  return [...own, ...dataFiles(view, registry), badgeFile];
}
