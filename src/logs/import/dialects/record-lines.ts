/** JSON text cut into strings, with their quotes, and what lies between them. */
export function* jsonParts(
  text: string,
): Generator<{ readonly part: string; readonly isString: boolean }> {
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('"', at);
    if (start === -1) break;
    if (start > at) yield { part: text.slice(at, start), isString: false };
    let end = start;
    do {
      end = text.indexOf('"', end + 1);
    } while (end !== -1 && isEscaped(text, end));
    at = end === -1 ? text.length : end + 1;
    yield { part: text.slice(start, at), isString: true };
  }
  if (at < text.length) yield { part: text.slice(at), isString: false };
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text[quote - 1 - backslashes] === "\\") backslashes += 1;
  return backslashes % 2 === 1;
}

/** The lines on which the entries of log_history begin, in their order. */
export function recordLines(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  /** Depth of the entries; null outside of the list. */
  let inside: number | null = text.trimStart().startsWith("[") ? 1 : null;
  let key = "";
  for (const { part, isString } of jsonParts(text)) {
    if (isString) {
      if (depth === 1) key = part;
      continue;
    }
    for (const [token] of part.matchAll(/[[\]{}\n]/g)) {
      if (token === "\n") line += 1;
      else if (token === "{" || token === "[") {
        if (depth === inside) lines.push(line);
        depth += 1;
        if (token === "[" && depth === 2 && key === '"log_history"') inside = 2;
      } else {
        depth -= 1;
        if (inside !== null && depth < inside) inside = null;
      }
    }
  }
  return lines;
}
