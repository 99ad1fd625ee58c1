import { type Finding, inOrder } from "../finding.ts";
import { printable } from "./printable.ts";

const commands = { error: "error", warning: "warning", notice: "notice" } as const;

// How GitHub's runner reads workflow commands: github.com/actions/toolkit, command.ts.
const data = (text: string) =>
  printable(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string) => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** Findings as workflow commands: GitHub shows each at its line. `folder` leads to the files. */
export function renderGithub(findings: readonly Finding[], folder: string): string {
  return inOrder(findings)
    .map((one) => {
      const properties = [
        `file=${property(folder === "" ? one.file : `${folder}/${one.file}`)}`,
        ...(one.line === null ? [] : [`line=${one.line}`]),
        ...(one.column === null ? [] : [`col=${one.column}`]),
        `title=${property(one.code)}`,
      ];
      return `::${commands[one.severity]} ${properties.join(",")}::${data(`${one.message} Fix: ${one.fix}`)}\n`;
    })
    .join("");
}
