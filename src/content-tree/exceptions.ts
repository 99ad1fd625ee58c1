import { type Exception, rulingsSchema } from "../schemas/rulings.ts";
import { yamlValue } from "./plain-yaml.ts";

/** What reviewers excuse; nothing where rulings.yaml is missing or broken, which is told elsewhere. */
export function exceptionsOf(text: string | undefined): readonly Exception[] {
  // Most rulings excuse nothing, and reading YAML takes as long as reading a log.
  if (!text?.includes("exceptions")) return [];
  try {
    const read = rulingsSchema.safeParse(yamlValue(text));
    return read.success ? (read.data.exceptions ?? []) : [];
  } catch {
    return [];
  }
}
