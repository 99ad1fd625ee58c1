import type { APIRoute, GetStaticPaths } from "astro";
import { csvFile } from "../../../../components/charts/data-table.ts";
import { pairViews, type RecordPair, recordPairs } from "../../../../components/compare/pairs.ts";
import { evaluationTable } from "../../../../components/run/curves.ts";
import { loadSite } from "../../../../site-data.ts";

/** Every evaluation of both entries of a pair. They are of one ruleset, so columns are the same. */
export const getStaticPaths = (async () => {
  const { registry } = await loadSite();
  return recordPairs(registry).map((pair) => ({
    params: { a: pair.before, b: pair.record.submission },
    props: { pair },
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ pair: RecordPair }> = async ({ props: { pair } }) => {
  const { tree, registry } = await loadSite();
  const views = pairViews(tree, registry, pair);
  if (views === null) return new Response(null, { status: 404 });
  const tables = [views.before, views.after].map((view) => ({
    id: view.entry.id,
    table: evaluationTable(view),
  }));
  const columns = [
    ...new Map(
      tables.flatMap(({ table }) => table.columns.map((column) => [column.key, column] as const)),
    ).values(),
  ];
  const rows = tables.flatMap(({ id, table }) =>
    table.rows.map((row) => [
      id,
      ...columns.map(({ key }) => row[table.columns.findIndex((one) => one.key === key)] ?? null),
    ]),
  );
  return csvFile({ columns: [{ key: "entry", name: "Entry" }, ...columns], rows });
};
