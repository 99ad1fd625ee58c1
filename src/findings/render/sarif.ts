import { permanentUrl, repositoryUrl } from "../../site.ts";
import { catalogue } from "../catalogue.ts";
import { type Finding, inOrder } from "../finding.ts";
import { printable } from "./printable.ts";

const levels = { error: "error", warning: "warning", notice: "note" } as const;

/**
 * Findings as SARIF 2.1.0 (OASIS), which GitHub's code scanning and editors show at the line.
 * Files are given from the root of the repository.
 */
export function renderSarif(findings: readonly Finding[]): string {
  const ordered = inOrder(findings);
  const codes = [...new Set(ordered.map(({ code }) => code))].toSorted();
  const sarif = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "imagegen-speedrun check",
            informationUri: repositoryUrl,
            rules: codes.map((code) => ({
              id: code,
              shortDescription: { text: catalogue[code].title },
              fullDescription: { text: catalogue[code].why },
              helpUri: permanentUrl(`checks/${code}/`),
            })),
          },
        },
        results: ordered.map((one) => ({
          ruleId: one.code,
          ruleIndex: codes.indexOf(one.code),
          level: levels[one.severity],
          message: { text: `${printable(one.message)} Fix: ${printable(one.fix)}` },
          locations: [{ physicalLocation: place(one) }],
        })),
      },
    ],
  };
  return `${JSON.stringify(sarif, null, 2)}\n`;
}

/** A place; without a line, the first one, since GitHub shows nothing that has none. */
function place({ file, line, column }: Finding) {
  return {
    artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/") },
    region: { startLine: line ?? 1, ...(column === null ? {} : { startColumn: column }) },
  };
}
