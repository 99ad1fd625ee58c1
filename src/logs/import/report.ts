/** One thing that an import did to a log, in words. */
export type Note = { readonly line: number | null; readonly text: string };

/** Thrown where a log cannot be imported; says what was found, what was expected and how to help. */
export class NotImported extends Error {}

/** Everything an import dropped, joined or took for something: nothing is lost in silence. */
export class Report {
  readonly notes: Note[] = [];
  readonly #counts = new Map<string, { count: number; first: number }>();

  /** Notes one event, at a line of the log. */
  note(text: string, line: number | null = null): void {
    this.notes.push({ line, text });
  }

  /** Counts something that can happen on every line; told once, with the first line. */
  count(what: string, line: number): void {
    const known = this.#counts.get(what);
    if (known) known.count += 1;
    else this.#counts.set(what, { count: 1, first: line });
  }

  /** Takes over everything that another report says; `where` tells of what it says it. */
  add(other: Report, where = ""): void {
    for (const { line, text } of other.notes) this.notes.push({ line, text: where + text });
    for (const [said, { count, first }] of other.#counts) {
      const what = where + said;
      const known = this.#counts.get(what);
      if (known) known.count += count;
      else this.#counts.set(what, { count, first });
    }
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
