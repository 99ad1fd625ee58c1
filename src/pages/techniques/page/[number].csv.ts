import type { APIRoute, GetStaticPaths } from "astro";
import { csvFile } from "../../../components/charts/data-table.ts";
import { techniqueTable } from "../../../components/entry-table.ts";
import { listPages } from "../../../components/list-pages.ts";
import { loadDerived } from "../../../derived-data.ts";
import type { Technique } from "../../../registry/techniques.ts";

export const getStaticPaths = (async () => {
  const { techniques } = await loadDerived();
  return listPages(techniques, "", "page").map(({ page }) => ({
    params: { number: String(page.currentPage) },
    props: { techniques: page.data },
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ techniques: readonly Technique[] }> = ({ props }) =>
  csvFile(techniqueTable(props.techniques));
