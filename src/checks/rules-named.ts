import { type Finding, finding } from "../findings/finding.ts";
import { nearest } from "./nearest.ts";
import { type Case, fieldAt, textAt } from "./submission.ts";

const file = "result.json";

/** The ruleset and the track that result.json names exist and take submissions. */
export function rulesNamed({ submission, surroundings, ruleset, track }: Case): Finding[] {
  const { result } = submission;
  if (result === null || result.broken !== null) return [];
  if (ruleset === null) {
    const value = fieldAt(result.value, "ruleset");
    const known = surroundings.rulesets
      .filter((candidate) => candidate.status === "published")
      .map((candidate) => candidate.id);
    const place = { file, pointer: "/ruleset", ...result.at(["ruleset"]) };
    const meant = nearest(textAt(result.value, "ruleset") ?? "", known);
    return [finding("ruleset-unknown", place, { value, known, nearest: meant })];
  }
  const findings: Finding[] = [];
  if (ruleset.status !== "published") {
    const place = { file, pointer: "/ruleset", ...result.at(["ruleset"]) };
    findings.push(
      finding("ruleset-closed", place, { ruleset: ruleset.id, status: ruleset.status }),
    );
  }
  if (track === null) {
    const value = fieldAt(result.value, "track");
    const known = ruleset.tracks.map((candidate) => candidate.id);
    const place = { file, pointer: "/track", ...result.at(["track"]) };
    const meant = nearest(textAt(result.value, "track") ?? "", known);
    const args = { value, ruleset: ruleset.id, known, nearest: meant };
    findings.push(finding("track-unknown", place, args));
  }
  return findings;
}
