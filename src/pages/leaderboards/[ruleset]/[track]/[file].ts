import type { APIRoute, GetStaticPaths } from "astro";
import { csvFile } from "../../../../components/charts/data-table.ts";
import { frontierTable, frontierViews } from "../../../../components/charts/frontier.ts";
import { drawnPoints, historyPoints, historyTable } from "../../../../components/charts/history.ts";
import { type Board, boards } from "../../../../components/leaderboard/board.ts";
import { boardDocument } from "../../../../components/leaderboard/files.ts";
import { jsonFile } from "../../../../json-file.ts";
import type { Registry } from "../../../../registry/types.ts";
import { loadSite } from "../../../../site-data.ts";

/** A board as files: its first entries, and what its charts show of each hardware class. */
function filesOf(board: Board, registry: Registry): Record<string, () => Response> {
  const [ruleset, track] = [board.ruleset.id, board.track.id];
  const histories = board.classes.map(({ hardware: { id: hardware } }) => {
    const table = () =>
      historyTable(drawnPoints(historyPoints(registry, { ruleset, track, hardware })));
    return [`history-${hardware}.csv`, () => csvFile(table())] as const;
  });
  const frontiers = board.classes.flatMap(({ hardware, ranked }) =>
    frontierViews(
      ranked.map(({ entry }) => entry),
      board.ruleset,
      board.track,
    ).map(
      (view) =>
        [`frontier-${hardware.id}-${view.key}.csv`, () => csvFile(frontierTable(view))] as const,
    ),
  );
  return {
    "board.json": () => jsonFile(boardDocument(board, registry)),
    ...Object.fromEntries([...histories, ...frontiers]),
  };
}

export const getStaticPaths = (async () => {
  const { registry } = await loadSite();
  return boards(registry).flatMap((board) =>
    Object.entries(filesOf(board, registry)).map(([file, answer]) => ({
      params: { ruleset: board.ruleset.id, track: board.track.id, file },
      props: { answer },
    })),
  );
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ answer: () => Response }> = ({ props }) => props.answer();
