import { shardsOf, tableRows } from "../../leaderboard-table/shards.ts";
import type { Registry } from "../../registry/types.ts";
import type { BoardDocument } from "../../schemas/published-board.ts";
import type { DataTable } from "../charts/data-table.ts";
import type { Board } from "./board.ts";

/** Every entry of a board as tables of some hundreds, ranked ones first in each class of hardware. */
export function boardTables({ ruleset, classes }: Board): DataTable[] {
  const keys = [
    "hardware_class",
    "rank",
    "id",
    "title",
    "submitters",
    "date",
    "standing",
    "record",
    "time_to_target_seconds",
    "time_to_target_sd_seconds",
    "runs",
    "samples_to_target",
    "parameters",
    "gain_relative",
    "p_faster",
    "metrics_source",
    ...ruleset.metrics.map(({ id }) => id),
  ];
  const rows = classes.flatMap(({ ranked, others }) => [
    ...ranked,
    ...others.map((entry) => ({ entry, gain: null, pFaster: null })),
  ]);
  const columns = keys.map((key) => ({ key, name: key }));
  return shardsOf(rows).map((piece) => ({
    columns,
    rows: piece.map(({ entry, gain, pFaster }) => [
      entry.hardware_class,
      entry.rank,
      entry.id,
      entry.title,
      entry.submitters.map(({ name }) => name).join("; "),
      entry.date,
      entry.standing,
      entry.record ? "yes" : "no",
      entry.time_to_target_seconds,
      entry.time_to_target_sd_seconds,
      entry.runs.length,
      entry.samples_to_target,
      entry.parameters,
      gain,
      pFaster,
      entry.metrics_source,
      ...ruleset.metrics.map(({ id }) => entry.metrics[id] ?? null),
    ]),
  }));
}

/** Entries that board.json holds; the rest is in pieces beside it. */
export const BOARD_ENTRIES = 100;

/** The same as JSON: the first entries as the registry has them, the records, and where the rest is. */
export function boardDocument(board: Board, registry: Registry): BoardDocument {
  const { ruleset, track, classes, entries } = board;
  const placed = classes.flatMap(({ ranked, others }) => [
    ...ranked.map(({ entry }) => entry),
    ...others,
  ]);
  return {
    version: 1,
    ruleset: ruleset.id,
    track,
    hardware_classes: ruleset.hardware_classes,
    entries: entries.length,
    submissions: placed.slice(0, BOARD_ENTRIES),
    /** Every entry in short, some hundreds in each piece. */
    rows: shardsOf(tableRows(board)).map((_, index) => `rows/${index + 1}.json`),
    records: registry.records.filter(
      (record) => record.ruleset === ruleset.id && record.track === track.id,
    ),
  };
}
