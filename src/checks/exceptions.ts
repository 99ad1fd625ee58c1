import { isCode } from "../findings/catalogue.ts";
import { type Finding, finding } from "../findings/finding.ts";
import type { Exception } from "../schemas/rulings.ts";

const excuses = (exception: Exception, found: Finding): boolean =>
  exception.code === found.code &&
  (exception.file === undefined || exception.file === found.file) &&
  (exception.pointer === undefined || exception.pointer === found.pointer);

/**
 * Findings that a reviewer excused become notices that say so; an exception that excuses nothing is
 * a finding itself. Only rulings.yaml can excuse, and only reviewers write it.
 */
export function withExceptions(
  findings: readonly Finding[],
  exceptions: readonly Exception[],
): Finding[] {
  const excused = findings.map((found): Finding => {
    const exception = exceptions.find((candidate) => excuses(candidate, found));
    if (!exception) return found;
    const fix = `Nothing to do: excused by ${exception.by.join(", ")}: ${exception.reason}`;
    return { ...found, severity: "notice", fix };
  });
  const unneeded = exceptions.filter(
    (exception) => !findings.some((found) => excuses(exception, found)),
  );
  return [
    ...excused,
    ...unneeded.map(({ code, reason }) =>
      finding(
        "exception-unneeded",
        { file: "rulings.yaml" },
        { code: isCode(code) ? code : `unknown code ${code}`, reason },
      ),
    ),
  ];
}
