import type { APIRoute, GetStaticPaths } from "astro";
import { csvFile } from "../../../../components/charts/data-table.ts";
import { entryTable } from "../../../../components/entry-table.ts";
import { listPages } from "../../../../components/list-pages.ts";
import { loadDerived } from "../../../../derived-data.ts";
import type { RegistrySubmission } from "../../../../registry/types.ts";

export const getStaticPaths = (async () => {
  const { people } = await loadDerived();
  return people.flatMap(({ account, entries }) =>
    listPages(entries, "", "entries").map(({ page }) => ({
      params: { github: account, number: String(page.currentPage) },
      props: { entries: page.data },
    })),
  );
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ entries: readonly RegistrySubmission[] }> = ({ props }) =>
  csvFile(entryTable(props.entries));
