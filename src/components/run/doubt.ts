import type { Ruling } from "../../schemas/rulings.ts";
import { given, metricValue } from "../numbers.ts";
import { metricName } from "../ruleset/words.ts";
import { inDoubt } from "./standings.ts";
import type { RunView } from "./view.ts";

/** Why an entry holds no rank although it once claimed one. */
export type Doubt = {
  readonly title: string;
  readonly reasons: readonly string[];
  /** The reviewer's decision; null where the measurement alone decided. */
  readonly ruling: Ruling | null;
};

const DECISIONS = {
  disputed: ["dispute", "This entry is disputed"],
  retracted: ["retract", "This entry was retracted by its submitter"],
  disqualified: ["disqualify", "This entry was disqualified"],
} as const;

/** The target metric as claimed and as measured, or the kernel's own reasons. */
function refutation({ ruleset, track, verification }: RunView): string[] {
  const metric = track.target?.metric;
  if (verification === null) return [];
  const claimed = metric && verification.claimed[metric];
  const measured = metric && verification.measured[metric];
  if (!metric || claimed === undefined || measured === undefined) return [...verification.reasons];
  if (typeof claimed !== "number" || typeof measured !== "number" || claimed === measured) {
    return [...verification.reasons];
  }
  const name = metricName(ruleset, metric);
  return [
    `Claimed was ${name} ${given(claimed)}. The kernel measured ${metricValue(measured)} on the same samples, which is further apart than the ruleset allows.`,
  ];
}

/** What a banner has to say; null for entries that stand. */
export function doubt(view: RunView): Doubt | null {
  const { standing } = view.submission;
  if (!inDoubt.has(standing)) return null;
  if (standing === "refuted") {
    const title = "The measurement does not confirm this claim";
    return { title, reasons: refutation(view), ruling: null };
  }
  const [decision, title] = DECISIONS[standing as keyof typeof DECISIONS];
  const ruling =
    view.entry.rulings?.rulings.findLast((candidate) => candidate.decision === decision) ?? null;
  return { title, reasons: ruling ? [ruling.reason] : [], ruling };
}
