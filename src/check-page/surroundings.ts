import type { MetricSeries } from "../charts/curve-shapes.ts";
import type { Neighbour } from "../checks/submission.ts";
import type { RegistryRecord } from "../registry/types.ts";
import type { Ruleset } from "../schemas/ruleset.ts";

/** The entry that holds a record today, with the curves of its runs where its logs lie with it. */
export type StandingRecord = Pick<
  RegistryRecord,
  "ruleset" | "track" | "hardware_class" | "submission" | "time_to_target_seconds"
> & {
  readonly title: string;
  readonly samples_to_target: number | null;
  /** The target's metric along the training clock, thinned. */
  readonly series: readonly MetricSeries[];
};

/** /api/v1/surroundings.json: everything outside a folder that checking it needs. */
export type PublishedSurroundings = {
  readonly version: 1;
  readonly rulesets: readonly Ruleset[];
  readonly entries: readonly Neighbour[];
  readonly records: readonly StandingRecord[];
};

export async function fetchSurroundings(address: string): Promise<PublishedSurroundings> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The rules could not be fetched (HTTP ${response.status}).`);
  return (await response.json()) as PublishedSurroundings;
}
