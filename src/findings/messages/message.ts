export type Severity = "error" | "warning" | "notice";

/** What a finding says of one case. Short sentences; `fix` begins with a verb. */
export type Said = {
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  readonly fix: string;
};

/** The prose of one code: in general for its page, and of one case for the person who met it. */
export type Message<Args> = {
  readonly severity: Severity;
  readonly title: string;
  /** Why there is such a check, for the code's page. Plain text, paragraphs split by blank lines. */
  readonly why: string;
  /** A case to show on the code's page. */
  readonly example: Args;
  readonly say: (args: Args) => Said;
};

/** Declares a message; exists so that the arguments' type is written once, beside the words. */
export const message = <Args>(definition: Message<Args>): Message<Args> => definition;

/** A value as people should see it: JSON, cut where it is long. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

/** "a, b or c". */
export const either = (options: readonly unknown[]): string => {
  const words = options.map(shown);
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
};

/** " Did you mean "x"?", or nothing. */
export const didYouMean = (nearest: string | null): string =>
  nearest === null ? "" : ` Did you mean ${JSON.stringify(nearest)}?`;
