import { type Finding, finding } from "../findings/finding.ts";
import { pointerOf } from "../findings/json-text.ts";
import type { Case } from "./submission.ts";

/** What `new` writes where only the submitter knows the value. */
export const BLANK = "FILL IN";

/** No blank that `new` left is still there. */
export function blanks({ submission: { result } }: Case): Finding[] {
  const findings: Finding[] = [];
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value === "string" && value.startsWith(BLANK) && result) {
      const place = { file: "result.json", pointer: pointerOf(path), ...result.at(path) };
      findings.push(finding("blank-left", place, { value }));
    } else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        visit(inner, [...path, Array.isArray(value) ? Number(key) : key]);
      }
    }
  };
  visit(result?.value, []);
  return findings;
}
