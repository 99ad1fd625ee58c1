import { given, percent } from "../numbers.ts";
import type { RunView } from "./view.ts";

/** What the kernel's checks of the samples ask; one that is not listed here shows its id. */
const QUESTIONS: Readonly<Record<string, string>> = {
  duplicates: "Samples that occur twice, pixel by pixel",
  constant_images: "Samples of one single colour",
  copies_of_training_images: "Samples that are near copies of training images",
  class_imbalance: "Largest gap to an even share of the classes",
  class_balance: "Largest gap to an even share of the classes",
  non_finite: "Samples with values that are no numbers",
};

export type SampleCheckRow = {
  readonly question: string;
  /** The worst over the seeds, with the seeds that did not pass. */
  readonly value: string;
  readonly limit: string;
  readonly status: "pass" | "warn" | "fail";
  readonly seeds: readonly number[];
};

const ORDER = ["pass", "warn", "fail"] as const;
const share = (value: number) =>
  value > 0 && value <= 1 ? percent(value) : value === 0 ? "0\u202f%" : given(value);

/** The kernel's checks of the samples, one row a check, over all seeds. */
export function sampleCheckRows({ verification }: RunView): SampleCheckRow[] {
  const all = (verification?.runs ?? []).flatMap(({ seed, checks }) =>
    checks.map((check) => ({ ...check, seed })),
  );
  return [...Map.groupBy(all, ({ id }) => id)].flatMap(([id, checks]) => {
    const worst = checks.toSorted(
      (a, b) => ORDER.indexOf(b.status) - ORDER.indexOf(a.status) || b.value - a.value,
    )[0];
    if (worst === undefined) return [];
    return [
      {
        question: QUESTIONS[id] ?? id,
        value: share(worst.value),
        limit: share(worst.threshold),
        status: worst.status,
        seeds: checks.filter(({ status }) => status !== "pass").map(({ seed }) => seed),
      },
    ];
  });
}
