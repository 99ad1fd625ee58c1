import type { Standing } from "../../registry/types.ts";

/** What each standing means, in one sentence. One wording for badges, boards and run pages. */
export const standingMeaning: Record<Standing, string> = {
  claimed: "The log agrees with the claim. Nobody else has measured anything yet.",
  verified: "The kernel measured the samples again, and the claim holds within the tolerance.",
  reproduced: "The samples were measured again, and the training itself was run again.",
  refuted: "The kernel measured the samples, and the claim does not hold.",
  disputed: "A reviewer has put it under question. It holds no rank until that is resolved.",
  retracted: "Its submitter has withdrawn it. It stays readable.",
  disqualified: "It broke a clause of its ruleset. It stays readable with the ruling.",
  unranked: "Its track is listed, not ranked.",
};

/** Standings that keep an entry from being compared: its page says so before anything else. */
export const inDoubt: ReadonlySet<Standing> = new Set([
  "refuted",
  "disputed",
  "retracted",
  "disqualified",
]);
