import type { JsonText } from "../findings/json-text.ts";
import type { LogSummary } from "../logs/summary.ts";
import type { Entry } from "../registry/types.ts";
import type { Ruleset, Track } from "../schemas/ruleset.ts";
import type { Exception } from "../schemas/rulings.ts";

/** One thing in a submission folder. Only files of kind "file" were opened. */
export type FolderItem = {
  readonly name: string;
  readonly kind: "file" | "folder" | "symbolic link" | "special file";
  readonly bytes: number;
  /** Null where it was not read. */
  readonly sha256: string | null;
};

/** A file that was not taken in, or not whole. */
export type Unread =
  | {
      readonly name: string;
      readonly reason: "too-large";
      readonly bytes: number;
      readonly limit: number;
    }
  | {
      readonly name: string;
      readonly reason: "not-utf8";
      readonly line: number;
      readonly byte: number;
    };

/** A submission folder as a value: everything the checks look at, and nothing they have to fetch. */
export type Submission = {
  /** Name of the folder. */
  readonly id: string;
  /** Name of the folder above: the ruleset, says the layout. */
  readonly parent: string;
  readonly items: readonly FolderItem[];
  /** Present where more things lie in the folder than this: none of them was looked at. */
  readonly crowded?: number;
  /** Documents and logs that could not be taken in. */
  readonly unread?: readonly Unread[];
  /** Null where there is no result.json that can be taken in. */
  readonly result: JsonText | null;
  /** Text of README.md; null where there is none that can be taken in. */
  readonly readme?: string | null;
  /** Every log in the folder that could be opened, by file name. */
  readonly logs: ReadonlyMap<string, LogSummary>;
  /** What reviewers excuse, from rulings.yaml. */
  readonly exceptions?: readonly Exception[];
};

/** What the checks know of another entry. */
export type Neighbour = Pick<Entry, "id" | "path" | "files">;

/** What a submission is judged against. */
export type Surroundings = {
  readonly rulesets: readonly Ruleset[];
  /** The entries that are there already; the one that is checked may be among them. */
  readonly entries: readonly Neighbour[];
  /** Today in UTC, YYYY-MM-DD. */
  readonly today: string;
};

/** A submission with the rules it names; null where it names none that exist. */
export type Case = {
  readonly submission: Submission;
  readonly surroundings: Surroundings;
  readonly ruleset: Ruleset | null;
  readonly track: Track | null;
};

/** Looks a field up in a JSON value by its path; undefined where there is none. */
export function fieldAt(value: unknown, ...path: (string | number)[]): unknown {
  let inner: unknown = value;
  for (const key of path) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, key)) return undefined;
    inner = (inner as Record<string | number, unknown>)[key];
  }
  return inner;
}

/** The field where it is a number, else undefined. */
export const numberAt = (value: unknown, ...path: (string | number)[]): number | undefined => {
  const inner = fieldAt(value, ...path);
  return typeof inner === "number" ? inner : undefined;
};

/** The field where it is text, else undefined. */
export const textAt = (value: unknown, ...path: (string | number)[]): string | undefined => {
  const inner = fieldAt(value, ...path);
  return typeof inner === "string" ? inner : undefined;
};

/** Twice what any schema allows where rules look at every element. */
const LONGEST_LIST = 200;

/** The first elements of a list; nothing where it is none. That it is too long, its schema tells. */
export const listAt = (value: unknown, ...path: (string | number)[]): readonly unknown[] => {
  const inner = fieldAt(value, ...path);
  return Array.isArray(inner) ? inner.slice(0, LONGEST_LIST) : [];
};
