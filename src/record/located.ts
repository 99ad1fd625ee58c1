import type { Args, Code } from "../findings/catalogue.ts";
import { type Finding, finding } from "../findings/finding.ts";

/** A document that was read, with its file inside the content tree and where its values stand. */
export type Located<T> = {
  readonly value: T;
  readonly file: string;
  readonly placeOf: (
    path: readonly PropertyKey[],
  ) => { readonly line: number; readonly column: number } | undefined;
};

/** A finding at the value of a document. */
export const findingIn = <C extends Code>(
  { file, placeOf }: Located<unknown>,
  path: readonly PropertyKey[],
  code: C,
  args: Args<C>,
): Finding => finding(code, { file, ...placeOf(path) }, args);
