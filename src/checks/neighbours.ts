import { type Finding, finding } from "../findings/finding.ts";
import { nearest } from "./nearest.ts";
import { type Case, listAt } from "./submission.ts";

const isEvidence = (name: string) => /\.(jsonl|jsonl\.gz|npz)$/.test(name);

/** The entry is no copy of another, has an id of its own, and builds on entries that exist. */
export function neighbours({ submission, surroundings }: Case): Finding[] {
  const path = `submissions/${submission.parent}/${submission.id}`;
  const others = surroundings.entries.filter((entry) => entry.path !== path);
  const findings: Finding[] = [];
  const namesake = others.find((entry) => entry.id === submission.id);
  if (namesake) {
    const args = { id: submission.id, other: namesake.path };
    findings.push(finding("id-taken", { file: "result.json" }, args));
  }
  const owners = new Map(
    others.flatMap((entry) => entry.files.map((file) => [file.sha256, entry.id] as const)),
  );
  for (const { name, sha256 } of submission.items) {
    const other = sha256 !== null && isEvidence(name) ? owners.get(sha256) : undefined;
    if (other === undefined) continue;
    findings.push(finding("duplicate-entry", { file: name }, { what: name, other }));
  }
  return [
    ...findings,
    ...basedOn(
      submission,
      others.map((entry) => entry.id),
    ),
  ];
}

function basedOn({ result }: Case["submission"], ids: readonly string[]): Finding[] {
  if (!result) return [];
  return listAt(result.value, "based_on").flatMap((id, index) => {
    if (typeof id !== "string" || ids.includes(id)) return [];
    const pointer = `/based_on/${index}`;
    const place = { file: "result.json", pointer, ...result.at(["based_on", index]) };
    return [finding("based-on-unknown", place, { id, nearest: nearest(id, ids) })];
  });
}
