import type { Tolerance } from "../schemas/primitives.ts";

/** How far a measurement may lie from a claim; the kernel's definition (kernel/…/request.py). */
export const widthOf = (tolerance: Tolerance, claim: number): number =>
  "relative" in tolerance ? tolerance.relative * Math.abs(claim) : tolerance.absolute;

/** True where the two lie no further apart than that. */
export const isWithin = (tolerance: Tolerance, claim: number, measured: number): boolean =>
  Math.abs(claim - measured) <= widthOf(tolerance, claim);
