import type { APIRoute, GetStaticPaths } from "astro";
import { boards } from "../../../../../components/leaderboard/board.ts";
import { jsonFile } from "../../../../../json-file.ts";
import { shardsOf, tableRows } from "../../../../../leaderboard-table/shards.ts";
import { loadSite } from "../../../../../site-data.ts";

/** The rows of a board in pieces, for the form that narrows its tables. */
export const getStaticPaths = (async () => {
  const { registry } = await loadSite();
  return boards(registry).flatMap((board) =>
    shardsOf(tableRows(board)).map((rows, index) => ({
      params: { ruleset: board.ruleset.id, track: board.track.id, n: String(index + 1) },
      props: { rows },
    })),
  );
}) satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) => jsonFile(props["rows"]);
