import type { Verification } from "../schemas/verification.ts";

/** The pictures that the kernel draws beside verification.json, and their names. */

/** The first samples of a run. */
export const sheetOf = (seed: number): string => `samples-${seed}.png`;

/** Samples that a check of a run is about, each beside the image it resembles where there is one. */
export const noticePictureOf = (seed: number, check: string): string =>
  `notice-${seed}-${check}.png`;

const SHEET = /^samples-\d+\.png$/;
const NOTICE = /^notice-\d+-[a-z_]+\.png$/;

/** Whether a name is that of a picture of a check, which the next measurement may not have. */
export const isNoticePicture = (name: string): boolean => NOTICE.test(name);

/** Whether a file's name is that of such a picture; a path never is. */
export const isPicture = (name: string): boolean => SHEET.test(name) || isNoticePicture(name);

/** Pictures among the files of a measurement before that the next one, with its own, takes away. */
export const outdatedPictures = (before: readonly string[], now: readonly string[]): string[] =>
  before.filter((name) => isNoticePicture(name) && !now.includes(name));

type Drawn = Pick<Verification["runs"][number], "seed" | "checks">;

/** Names of the pictures that a verification can come with; none of them has to be there. */
export function picturesOf({ runs }: { readonly runs: readonly Drawn[] }): string[] {
  const names = runs.flatMap(({ seed, checks }) => [
    sheetOf(seed),
    ...checks.filter(({ status }) => status !== "pass").map(({ id }) => noticePictureOf(seed, id)),
  ]);
  return names.filter(isPicture);
}
