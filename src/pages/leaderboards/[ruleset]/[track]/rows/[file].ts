import type { APIRoute, GetStaticPaths } from "astro";
import { csvFile } from "../../../../../components/charts/data-table.ts";
import { boards } from "../../../../../components/leaderboard/board.ts";
import { boardTables } from "../../../../../components/leaderboard/files.ts";
import { jsonFile } from "../../../../../json-file.ts";
import { shardsOf, tableRows } from "../../../../../leaderboard-table/shards.ts";
import { loadSite } from "../../../../../site-data.ts";

type Props = { answer: () => Response };

/** The rows of a board in pieces: in short for the form that narrows its tables, and as tables. */
export const getStaticPaths = (async () => {
  const { registry } = await loadSite();
  return boards(registry).flatMap((board) => {
    const file = (name: string, answer: Props["answer"]) => ({
      params: { ruleset: board.ruleset.id, track: board.track.id, file: name },
      props: { answer },
    });
    return [
      ...shardsOf(tableRows(board)).map((rows, index) =>
        file(`${index + 1}.json`, () => jsonFile(rows)),
      ),
      ...boardTables(board).map((table, index) => file(`${index + 1}.csv`, () => csvFile(table))),
    ];
  });
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = ({ props }) => props.answer();
