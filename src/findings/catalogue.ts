import { claimMessages } from "./messages/claims.ts";
import { documentMessages } from "./messages/documents.ts";
import { logMessages } from "./messages/logs.ts";
import { pathMessages } from "./messages/paths.ts";
import { recordMessages } from "./messages/record.ts";
import { ruleMessages } from "./messages/rules.ts";
import { rulesetMessages } from "./messages/rulesets.ts";
import { schemaMessages } from "./messages/schema.ts";
import { trainingMessages } from "./messages/training.ts";

/** Every code by theme, in the order in which a submitter meets them. */
export const themes = {
  "The documents": documentMessages,
  "The shape of result.json": schemaMessages,
  "The training logs": logMessages,
  "Claims against logs": claimMessages,
  "The training, for reviewers": trainingMessages,
  "The ruleset's demands": ruleMessages,
  "Pull requests and the content tree": pathMessages,
  "The public record": recordMessages,
  "Rulesets and their clauses": rulesetMessages,
} as const;

export const catalogue = {
  ...documentMessages,
  ...schemaMessages,
  ...logMessages,
  ...claimMessages,
  ...trainingMessages,
  ...ruleMessages,
  ...pathMessages,
  ...recordMessages,
  ...rulesetMessages,
} as const;

export type Catalogue = typeof catalogue;
export type Code = keyof Catalogue;
export type Args<C extends Code> = Parameters<Catalogue[C]["say"]>[0];

export const codes = Object.keys(catalogue) as Code[];
export const isCode = (value: string): value is Code => Object.hasOwn(catalogue, value);
