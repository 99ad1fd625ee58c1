import type { Ruling } from "../../schemas/rulings.ts";

/** What was decided, in one or two neutral words. */
export const decided: Record<Ruling["decision"], string> = {
  accept: "Accepted",
  dispute: "Disputed",
  resolve: "Dispute resolved",
  retract: "Retracted",
  disqualify: "Disqualified",
  reproduce: "Reproduced",
};

/** The rulings of an entry stand on its page. */
export const rulingPath = (entry: string, number: number) => `/runs/${entry}/#ruling-${number}`;
export const clausePath = (ruleset: string, clause: string) => `/rulesets/${ruleset}/#${clause}`;
