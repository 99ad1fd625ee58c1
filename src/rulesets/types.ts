import type { Located } from "../record/located.ts";
import type { ClauseExample } from "../schemas/clause-example.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import type { Clause } from "./clauses.ts";

/** The files of a ruleset as they were written. */
export type RulesetTexts = {
  readonly id: string;
  /** ruleset.yaml */
  readonly data: string;
  /** index.mdx */
  readonly prose: string;
};

/** A ruleset with everything that people wrote about it. */
export type Rulebook = {
  readonly ruleset: Ruleset;
  readonly texts: RulesetTexts;
  readonly clauses: readonly Clause[];
  readonly examples: readonly ClauseExample[];
};

/** A rulebook whose examples know their lines. */
export type ReadRulebook = Rulebook & {
  readonly located: Located<{ readonly examples: readonly ClauseExample[] }> | null;
};
