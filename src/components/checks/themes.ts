import { type Code, catalogue, themes } from "../../findings/catalogue.ts";
import { type Finding, finding } from "../../findings/finding.ts";
import type { Message } from "../../findings/messages/message.ts";

/** A check as its page shows it. */
export type CheckPage = {
  readonly code: Code;
  readonly theme: string;
  readonly title: string;
  readonly severity: Finding["severity"];
  /** Why there is such a check, in paragraphs. */
  readonly why: readonly string[];
  /** What the check says of the example. */
  readonly example: Finding;
};

function checkPage(theme: string, code: Code): CheckPage {
  // Each message's arguments have a type of their own; here only the message's own example is used.
  const definition = catalogue[code] as unknown as Message<never>;
  return {
    code,
    theme,
    title: definition.title,
    severity: definition.severity,
    why: definition.why.split(/\n\s*\n/),
    example: finding(code, { file: "result.json" }, definition.example),
  };
}

/** Every check by theme, in the order in which a submitter meets them. */
export const checksByTheme: readonly {
  readonly theme: string;
  readonly checks: readonly CheckPage[];
}[] = Object.entries(themes).map(([theme, messages]) => ({
  theme,
  checks: (Object.keys(messages) as Code[]).map((code) => checkPage(theme, code)),
}));
