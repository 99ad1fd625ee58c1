import type { APIRoute, GetStaticPaths } from "astro";
import { csvFile } from "../../../../components/charts/data-table.ts";
import { entryCurves } from "../../../../components/compare/entry-curves.ts";
import { comparedEntries, comparisonTable } from "../../../../components/run/comparison.ts";
import { evaluationTable, lossTable } from "../../../../components/run/curves.ts";
import { type RunView, runViews } from "../../../../components/run/view.ts";
import { jsonFile } from "../../../../json-file.ts";
import type { Registry } from "../../../../registry/types.ts";
import { loadSite } from "../../../../site-data.ts";

type Props = { view: RunView; registry: Registry };

/** Everything the page of an entry shows, as data. */
const files: Record<string, (props: Props) => Response> = {
  "entry.json": ({ view: { entry, submission, record } }) =>
    jsonFile({
      version: 1,
      submission,
      record,
      result: entry.result,
      verification: entry.verification,
      rulings: entry.rulings,
      files: entry.files,
    }),
  "curves.json": ({ view }) => jsonFile(entryCurves(view)),
  "evaluations.csv": ({ view }) => csvFile(evaluationTable(view)),
  "loss.csv": ({ view }) => csvFile(lossTable(view)),
  "comparison.csv": ({ view, registry }) =>
    csvFile(comparisonTable(comparedEntries(registry, view))),
};

export const getStaticPaths = (async () => {
  const { tree, registry } = await loadSite();
  return runViews(tree, registry).flatMap((view) =>
    Object.keys(files).map((file) => ({
      params: { id: view.entry.id, file },
      props: { view, registry },
    })),
  );
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = ({ params, props }) =>
  files[params.file ?? ""]?.(props) ?? new Response(null, { status: 404 });
