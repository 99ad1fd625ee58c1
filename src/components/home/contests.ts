import type { Registry, RegistryRecord, RegistrySubmission } from "../../registry/types.ts";
import type { HardwareClass, Ruleset, Track } from "../../schemas/ruleset.ts";

/** What entries compete for: the record of one track on one class of hardware. */
export type Contest = {
  readonly ruleset: Ruleset;
  readonly track: Track;
  readonly hardware: HardwareClass;
  readonly record: RegistryRecord | undefined;
  readonly holder: RegistrySubmission | undefined;
  readonly steps: number;
};

/** Every contest of the rulesets in force, those with a record first, the latest record foremost. */
export function contests({ rulesets, records, submissions }: Registry): Contest[] {
  const all = rulesets
    .filter((ruleset) => ruleset.status === "published")
    .flatMap((ruleset) =>
      ruleset.tracks
        .filter((track) => track.ranked)
        .flatMap((track) =>
          ruleset.hardware_classes.map((hardware) => {
            const history = records.filter(
              (record) =>
                record.ruleset === ruleset.id &&
                record.track === track.id &&
                record.hardware_class === hardware.id,
            );
            const record = history.at(-1);
            const holder = submissions.find((entry) => entry.id === record?.submission);
            return { ruleset, track, hardware, record, holder, steps: history.length };
          }),
        ),
    );
  return all.toSorted((a, b) => {
    const [left, right] = [a.record?.opened_at ?? "", b.record?.opened_at ?? ""];
    return left < right ? 1 : left > right ? -1 : 0;
  });
}
