import type { Ruling } from "../schemas/rulings.ts";

export type Decision = Ruling["decision"];

/**
 * Why a decision cannot follow the earlier ones, in words; null where it can. What has ended stays
 * ended: a retracted or disqualified entry is corrected by a new one.
 */
export function cannotFollow(earlier: readonly Ruling[], decision: Decision): string | null {
  const decisions = earlier.map((ruling) => ruling.decision);
  const end = decisions.find((one) => one === "retract" || one === "disqualify");
  if (end !== undefined) {
    return `it was ${end === "retract" ? "retracted" : "disqualified"} already; a correction is a new entry`;
  }
  const last = decisions.findLast((one) => ["dispute", "resolve", "accept"].includes(one));
  if (decision === "resolve" && last !== "dispute") return "it is not disputed";
  if (decision === "dispute" && last === "dispute") return "it is disputed already";
  if (decision === "reproduce" && decisions.includes("reproduce"))
    return "it was reproduced already";
  if (decision === "accept" && last === "accept") return "it was accepted already";
  return null;
}
