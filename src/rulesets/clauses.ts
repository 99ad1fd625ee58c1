/** One clause of a ruleset's prose, by the id that rulings cite. */
export type Clause = { readonly id: string; readonly title: string; readonly line: number };

const CLAUSE = /<Clause id="([^"\n]{1,20})" title="([^"\n]{1,200})">/g;

/** The clauses of a ruleset's prose (MDX), in their order. */
export function clausesOf(prose: string): Clause[] {
  return [...prose.matchAll(CLAUSE)].map(({ 1: id = "", 2: title = "", index }) => ({
    id,
    title,
    line: prose.slice(0, index).split("\n").length,
  }));
}

const WHOLE = /<Clause id="([^"\n]{1,20})" title="[^"\n]{1,200}">\n([^<]*)<\/Clause>/g;

/** The words of each clause as plain lines, by its id. */
export const clauseTexts = (prose: string): Map<string, string> =>
  new Map(
    [...prose.matchAll(WHOLE)].map(([, id = "", text = ""]) => [
      id,
      text.trim().replace(/\s+/g, " "),
    ]),
  );
