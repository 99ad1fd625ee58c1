import { csv } from "../components/charts/data-table.ts";
import type { TableRow } from "./rows.ts";

const keys = [
  ["hardware_class", "hardware"],
  ["rank", "rank"],
  ["id", "id"],
  ["title", "title"],
  ["submitters", "by"],
  ["date", "date"],
  ["standing", "standing"],
  ["time_to_target_seconds", "time"],
  ["time_to_target_sd_seconds", "sd"],
  ["samples_to_target", "samples"],
  ["parameters", "parameters"],
  ["target_metric", "value"],
  ["gain_relative", "gain"],
  ["p_faster", "p_faster"],
] as const satisfies readonly (readonly [string, keyof TableRow])[];

/** The rows that are shown, as a file. */
export const csvText = (rows: readonly TableRow[]): string =>
  csv({
    columns: keys.map(([key]) => ({ key, name: key })),
    rows: rows.map((row) => keys.map(([, field]) => row[field])),
  });
