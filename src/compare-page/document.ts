/** What comparing entries needs of each: `/runs/<id>/data/curves.json`, by its published schema. */
export type { CurvesRun, EntryCurves, EvaluationRow } from "../schemas/published-entry.ts";
