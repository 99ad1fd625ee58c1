import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isContentTree } from "../src/content-directory.ts";
import { Misuse } from "./io.ts";

/** Absolute path of the checkout that this code lies in, with a final slash. */
export const repositoryRoot = fileURLToPath(new URL("..", import.meta.url));

/** The content tree of this checkout; every verb takes another one by --content. */
export const ownContent = `${repositoryRoot}content`;

/** Absolute path of the content tree that --content names. */
export function contentAt(folder: string): string {
  const path = resolve(folder);
  if (!isContentTree(path)) {
    throw new Misuse(
      `${JSON.stringify(folder)} is no content tree: it has no folder rulesets. --content takes the` +
        " folder that rulesets, submissions and meetings lie in.",
    );
  }
  return path;
}
