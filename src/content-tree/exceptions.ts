import { parse } from "yaml";
import { type Exception, rulingsSchema } from "../schemas/rulings.ts";

/** What reviewers excuse; nothing where rulings.yaml is missing or broken, which is told elsewhere. */
export function exceptionsOf(text: string | undefined): readonly Exception[] {
  if (text === undefined) return [];
  try {
    const read = rulingsSchema.safeParse(parse(text));
    return read.success ? (read.data.exceptions ?? []) : [];
  } catch {
    return [];
  }
}
