import { to } from "../../base-path.ts";
import { loadDerived } from "../../derived-data.ts";
import type { Technique } from "../../registry/techniques.ts";
import { listPages } from "../list-pages.ts";
import { techniquePath } from "./words.ts";

/** The pages of every technique of a kind: the first with all there is to it, then more entries. */
export async function techniqueRoutes(kind: Technique["kind"]) {
  const { techniques } = await loadDerived();
  return techniques
    .filter((technique) => technique.kind === kind)
    .flatMap((technique) =>
      listPages(technique.entries, to(techniquePath(technique)), "entries").map(
        ({ rest, page }) => ({ id: technique.id, rest, technique, page }),
      ),
    );
}
