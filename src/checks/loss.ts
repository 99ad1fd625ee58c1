import { type Finding, finding } from "../findings/finding.ts";
import type { Case } from "./submission.ts";

const FEWEST = 20;

/** A loss that is logged moves. */
export function loss({ submission }: Case): Finding[] {
  return [...submission.logs].flatMap(([file, { curve }]) => {
    const [first] = curve;
    if (!first || curve.length < FEWEST || curve.some((point) => point.loss !== first.loss))
      return [];
    return [finding("log-loss-flat", { file }, { name: file, loss: first.loss })];
  });
}
