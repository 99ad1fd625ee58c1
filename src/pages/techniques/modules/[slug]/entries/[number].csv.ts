import type { APIRoute, GetStaticPaths } from "astro";
import { csvFile } from "../../../../../components/charts/data-table.ts";
import { entryTable } from "../../../../../components/entry-table.ts";
import { techniqueRoutes } from "../../../../../components/techniques/routes.ts";
import type { RegistrySubmission } from "../../../../../registry/types.ts";

export const getStaticPaths = (async () => {
  const routes = await techniqueRoutes("module");
  const listed = routes.filter(({ page }) => page.total > 0);
  return listed.map(({ id, page }) => ({
    params: { slug: id, number: String(page.currentPage) },
    props: { entries: page.data },
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ entries: readonly RegistrySubmission[] }> = ({ props }) =>
  csvFile(entryTable(props.entries));
