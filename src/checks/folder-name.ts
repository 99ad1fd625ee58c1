import { type Finding, finding } from "../findings/finding.ts";
import { type Case, textAt } from "./submission.ts";

const FORM = /^(\d{4}-\d\d-\d\d)-[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST = 80;

/** The path of an entry is its identity: submissions/<ruleset>/<date>-<slug>. */
export function folderName({ submission, surroundings, ruleset }: Case): Finding[] {
  const { id, parent, result } = submission;
  const value = result?.value;
  const date = textAt(value, "date");
  const findings: Finding[] = [];
  const place = { file: "result.json" };
  const here = `submissions/${parent}/${id}`;
  const namedDate = FORM.exec(id)?.[1];
  const slug = id
    .replace(/^\d{4}-\d\d-\d\d-/, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const suggested = `${date ?? namedDate ?? surroundings.today}-${slug || "my-idea"}`;
  if (namedDate === undefined || id.length > LONGEST) {
    const because = `the last part has to be <yyyy-mm-dd>-<slug>: lower-case words joined by hyphens, at most ${LONGEST} characters`;
    const expected = `submissions/${ruleset?.id ?? parent}/${suggested.slice(0, LONGEST)}`;
    findings.push(finding("folder-name", place, { found: here, expected, because }));
  } else if (date !== undefined && date !== namedDate && result) {
    const because = `result.json is dated ${date}`;
    const expected = `submissions/${parent}/${suggested}`;
    const at = { ...place, pointer: "/date", ...result.at(["date"]) };
    findings.push(finding("folder-name", at, { found: here, expected, because }));
  }
  if (ruleset !== null && ruleset.id !== parent && result) {
    const because = `result.json names ruleset ${ruleset.id}`;
    const expected = `submissions/${ruleset.id}/${id}`;
    const at = { ...place, pointer: "/ruleset", ...result.at(["ruleset"]) };
    findings.push(finding("folder-name", at, { found: here, expected, because }));
  }
  if (date !== undefined && /^\d{4}-\d\d-\d\d$/.test(date) && date > surroundings.today && result) {
    const at = { ...place, pointer: "/date", ...result.at(["date"]) };
    findings.push(finding("date-in-future", at, { date, today: surroundings.today }));
  }
  return findings;
}
