import { type Finding, finding } from "../findings/finding.ts";
import { nearest } from "./nearest.ts";
import { type Case, listAt, type Neighbour } from "./submission.ts";

/** Logs and samples: what no two entries have in common. */
export const isEvidence = (name: string) => /\.(jsonl|jsonl\.gz|npz)$/.test(name);

/** The other entries, by what they are looked up by. */
type Index = {
  readonly byId: ReadonlyMap<string, readonly Neighbour[]>;
  readonly byDigest: ReadonlyMap<string, readonly Neighbour[]>;
};

const indices = new WeakMap<readonly Neighbour[], Index>();

function grouped(pairs: Iterable<readonly [string, Neighbour]>): Map<string, Neighbour[]> {
  const groups = new Map<string, Neighbour[]>();
  for (const [key, entry] of pairs) {
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}

/** Made once for a list of entries: all of a tree are checked against the same. */
function indexOf(entries: readonly Neighbour[]): Index {
  const known = indices.get(entries);
  if (known) return known;
  const made = {
    byId: grouped(entries.map((entry) => [entry.id, entry] as const)),
    byDigest: grouped(
      entries.flatMap((entry) => entry.files.map((file) => [file.sha256, entry] as const)),
    ),
  };
  indices.set(entries, made);
  return made;
}

/** The entry is no copy of another, has an id of its own, and builds on entries that exist. */
export function neighbours({ submission, surroundings }: Case): Finding[] {
  const path = `submissions/${submission.parent}/${submission.id}`;
  const { byId, byDigest } = indexOf(surroundings.entries);
  const isOther = (entry: Neighbour) => entry.path !== path;
  const findings: Finding[] = [];
  const namesake = byId.get(submission.id)?.find(isOther);
  if (namesake) {
    const args = { id: submission.id, other: namesake.path };
    findings.push(finding("id-taken", { file: "result.json" }, args));
  }
  for (const { name, sha256 } of submission.items) {
    if (sha256 === null || !isEvidence(name)) continue;
    const other = byDigest.get(sha256)?.findLast(isOther);
    if (!other) continue;
    findings.push(finding("duplicate-entry", { file: name }, { what: name, other: other.id }));
  }
  const exists = (id: string) => byId.get(id)?.some(isOther) ?? false;
  const ids = () => [...byId.keys()].filter(exists);
  return [...findings, ...basedOn(submission, exists, ids)];
}

function basedOn(
  { result }: Case["submission"],
  exists: (id: string) => boolean,
  ids: () => readonly string[],
): Finding[] {
  if (!result) return [];
  return listAt(result.value, "based_on").flatMap((id, index) => {
    if (typeof id !== "string" || exists(id)) return [];
    const pointer = `/based_on/${index}`;
    const place = { file: "result.json", pointer, ...result.at(["based_on", index]) };
    return [finding("based-on-unknown", place, { id, nearest: nearest(id, ids()) })];
  });
}
