const LONGEST_QUOTED = 80;
const MOST_LISTED = 30;

/** A name as it stands in the log, so far as it fits into a sentence. */
export function quoted(name: string): string {
  const cut = name.length > LONGEST_QUOTED ? `${name.slice(0, LONGEST_QUOTED)}…` : name;
  return JSON.stringify(cut);
}

/** Names in a sentence; of very many the first. */
export function listed(names: readonly string[]): string {
  const first = names.slice(0, MOST_LISTED).map(quoted).join(", ");
  const more = names.length - MOST_LISTED;
  return more > 0 ? `${first} and ${more} more` : first;
}

/** One thing that an import did to a log, in words. */
export type Note = { readonly line: number | null; readonly text: string };

/** Thrown where a log cannot be imported; says what was found, what was expected and how to help. */
export class NotImported extends Error {}

/** Different things that are told; a hostile log could bring a million of them. */
const MOST_TOLD = 1_000;
const MORE = "thing more of which a thousand kinds are told: not told";

/** Everything an import dropped, joined or took for something: nothing is lost in silence. */
export class Report {
  readonly notes: Note[] = [];
  readonly #counts = new Map<string, { count: number; first: number }>();

  /** Notes one event, at a line of the log. */
  note(text: string, line: number | null = null): void {
    if (this.notes.length < MOST_TOLD) this.notes.push({ line, text });
    else this.count(MORE, line ?? 0);
  }

  /** Counts something that can happen on every line; told once, with the first line. */
  count(what: string, line: number): void {
    this.#count(what, 1, line);
  }

  #count(what: string, count: number, first: number): void {
    const key = this.#counts.size < MOST_TOLD || this.#counts.has(what) ? what : MORE;
    const known = this.#counts.get(key);
    if (known) known.count += count;
    else this.#counts.set(key, { count, first });
  }

  /** Takes over everything that another report says; `where` tells of what it says it. */
  add(other: Report, where = ""): void {
    for (const { line, text } of other.notes) this.note(where + text, line);
    for (const [what, { count, first }] of other.#counts) this.#count(where + what, count, first);
  }

  /** The notes, then the counts, in the order in which they first came up. */
  all(): Note[] {
    const counted = [...this.#counts].map(([what, { count, first }]) => ({
      line: first,
      text: `${count} × ${what}; the first here`,
    }));
    return [...this.notes, ...counted];
  }
}
