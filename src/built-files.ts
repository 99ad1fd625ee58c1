import { readdirSync } from "node:fs";
import { relative, sep } from "node:path";
import { join } from "node:path/posix";

/** Every file of a built site, by its path inside the folder, with forward slashes. */
export const builtFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => join(relative(folder, parentPath).replaceAll(sep, "/"), name));
