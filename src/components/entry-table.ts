import type { Person } from "../registry/people.ts";
import type { Technique } from "../registry/techniques.ts";
import type { RegistrySubmission } from "../registry/types.ts";
import type { DataTable } from "./charts/data-table.ts";
import { inDoubt } from "./run/standings.ts";

/** True where the time of an entry is its submitter's word: not measured yet, or in doubt. */
export const isClaimOnly = ({
  standing,
  time_to_target_seconds: time,
}: Pick<RegistrySubmission, "standing" | "time_to_target_seconds">): boolean =>
  time !== null && (standing === "claimed" || inDoubt.has(standing));

const columns = (keys: readonly string[]): DataTable["columns"] =>
  keys.map((key) => ({ key, name: key }));

/** Entries from any boards, for a file. */
export const entryTable = (entries: readonly RegistrySubmission[]): DataTable => ({
  columns: columns([
    "id",
    "title",
    "submitters",
    "ruleset",
    "track",
    "hardware_class",
    "date",
    "standing",
    "record",
    "time_to_target_seconds",
    "samples_to_target",
    "parameters",
  ]),
  rows: entries.map((entry) => [
    entry.id,
    entry.title,
    entry.submitters.map(({ name }) => name).join("; "),
    entry.ruleset,
    entry.track,
    entry.hardware_class,
    entry.date,
    entry.standing,
    entry.record ? "yes" : "no",
    entry.time_to_target_seconds,
    entry.samples_to_target,
    entry.parameters,
  ]),
});

export const peopleTable = (people: readonly Person[]): DataTable => ({
  columns: columns([
    "github",
    "name",
    "records_today",
    "records_once_held",
    "records_of_others",
    "entries",
    "latest",
  ]),
  rows: people.map((person) => [
    person.account,
    person.name,
    person.holds.length,
    person.held.length,
    person.carried.length,
    person.entries.length,
    person.entries[0]?.date ?? null,
  ]),
});

export const techniqueTable = (techniques: readonly Technique[]): DataTable => ({
  columns: columns(["id", "kind", "name", "records", "entries", "rulings", "worked_cases"]),
  rows: techniques.map((technique) => [
    technique.id,
    technique.kind,
    technique.name,
    technique.records.length,
    technique.entries.length,
    technique.rulings.length,
    technique.examples.length,
  ]),
});
