import { claims } from "./claims.ts";
import { documents } from "./documents.ts";
import { hostile } from "./hostile.ts";
import { logs } from "./logs.ts";
import { rules } from "./rules.ts";
import type { Spoiling } from "./spoiling.ts";

/** Every way to spoil an entry that a check is known to find. */
export const spoilings: Record<string, Spoiling> = {
  ...documents,
  ...logs,
  ...claims,
  ...rules,
  ...hostile,
};
