import { seconds } from "../components/numbers.ts";
import type { Finding } from "../findings/finding.ts";
import { printable } from "../findings/render/printable.ts";
import type { Outcome } from "./conversation.ts";

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;

function counted(findings: readonly Finding[]): string {
  return (["error", "warning", "notice"] as const)
    .map(
      (severity) => [severity, findings.filter((one) => one.severity === severity).length] as const,
    )
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => count(number, severity))
    .join(", ");
}

/** "Accepted: …, 2 runs, 25.7 s to target" or "Rejected: …, 3 errors". */
export function verdictWords({ id, accepted, findings, derived }: Outcome): string {
  const said = counted(findings);
  if (!accepted) return `Rejected: ${printable(id)}, ${said}`;
  const time = derived.time_to_target_seconds;
  const parts = [printable(id), count(derived.runs.length, "run")];
  if (time !== null) parts.push(`${seconds(time)} to target on average`);
  if (said !== "") parts.push(said);
  return `Accepted: ${parts.join(", ")}`;
}
