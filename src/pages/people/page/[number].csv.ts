import type { APIRoute, GetStaticPaths } from "astro";
import { csvFile } from "../../../components/charts/data-table.ts";
import { peopleTable } from "../../../components/entry-table.ts";
import { listPages } from "../../../components/list-pages.ts";
import { loadDerived } from "../../../derived-data.ts";
import type { Person } from "../../../registry/people.ts";

export const getStaticPaths = (async () => {
  const { people } = await loadDerived();
  return listPages(people, "", "page").map(({ page }) => ({
    params: { number: String(page.currentPage) },
    props: { people: page.data },
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ people: readonly Person[] }> = ({ props }) =>
  csvFile(peopleTable(props.people));
