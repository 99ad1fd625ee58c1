import type { Board, BoardRow } from "../components/leaderboard/board.ts";
import type { TableRow } from "./rows.ts";

/** Rows of one piece: some 100 kB, a tenth of that on its way. */
export const SHARD = 500;

function rowOf({ entry, gain, pFaster }: BoardRow, metric: string | undefined): TableRow {
  return {
    id: entry.id,
    title: entry.title,
    by: entry.submitters.map(({ name }) => name).join(", "),
    hardware: entry.hardware_class,
    standing: entry.standing,
    rank: entry.rank,
    shared: (entry.band?.size ?? 1) > 1,
    time: entry.time_to_target_seconds,
    sd: entry.time_to_target_sd_seconds,
    samples: entry.samples_to_target,
    parameters: entry.parameters,
    value: metric === undefined ? null : (entry.metrics[metric] ?? null),
    gain,
    p_faster: pFaster,
    record: entry.record,
    date: entry.date,
  };
}

/** Every entry of a board as rows: class by class, the placed ones first. */
export function tableRows({ classes, track }: Board): TableRow[] {
  return classes.flatMap(({ ranked, others }) =>
    [...ranked, ...others.map((entry) => ({ entry, gain: null, pFaster: null }))].map((row) =>
      rowOf(row, track.target?.metric),
    ),
  );
}

/** The rows in pieces; an empty board has none. */
export const shardsOf = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / SHARD) }, (_, index) =>
    rows.slice(index * SHARD, (index + 1) * SHARD),
  );
