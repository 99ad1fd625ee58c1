import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Root of the checkout. The build runs bundled code, so the working directory is the fallback. */
const root = import.meta.url.endsWith("/src/content-directory.ts")
  ? fileURLToPath(new URL("..", import.meta.url))
  : process.cwd();

/** The content tree the site is built from: IMAGEGEN_CONTENT, or content/ of this checkout. */
export const contentDirectory: string = resolve(
  process.env.IMAGEGEN_CONTENT ?? resolve(root, "content"),
);

/** Whether a folder holds a content tree. A mistyped one must not pass for empty. */
export const isContentTree = (folder: string): boolean =>
  statSync(join(folder, "rulesets"), { throwIfNoEntry: false })?.isDirectory() ?? false;
