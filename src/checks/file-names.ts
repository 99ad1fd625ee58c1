import { type Finding, finding } from "../findings/finding.ts";
import type { Case } from "./submission.ts";

/** What a file system that ignores case, or normalises Unicode, makes of a name. */
const folded = (name: string) => name.normalize("NFKC").toLowerCase();

/** No two names are one on another machine: there, one file would replace the other. */
export function fileNames({ submission }: Case): Finding[] {
  const first = new Map<string, string>();
  return submission.items.flatMap(({ name }) => {
    const other = first.get(folded(name));
    if (other === undefined) {
      first.set(folded(name), name);
      return [];
    }
    return [finding("file-names-collide", { file: name }, { name, other })];
  });
}
