import { noticePictureOf } from "../../measurement/pictures.ts";
import { given, percent } from "../numbers.ts";
import type { RunView } from "./view.ts";

/** What the kernel's checks of the samples ask; one that is not listed here shows its id. */
const QUESTIONS: Readonly<Record<string, string>> = {
  duplicates: "Samples that occur twice, pixel by pixel",
  constant_images: "Samples of one single colour",
  copies_of_training_images: "Samples that are near copies of training images",
  class_imbalance: "Largest gap to an even share of the classes",
  class_balance: "Largest gap to an even share of the classes",
  near_duplicates: "Samples that are nearly another sample",
  reference_images: "Samples that are images of the reference",
  near_reference_images: "Samples that are nearly images of the reference",
  training_images: "Samples that are training images",
  near_training_images: "Samples that are nearly training images",
  label_balance: "Samples of another class than even classes would have",
  unlabelled: "Samples that name no class",
};

export type SampleCheckRow = {
  readonly question: string;
  /** The worst over the seeds, with the seeds that did not pass. */
  readonly value: string;
  readonly limit: string;
  readonly status: "pass" | "warn" | "fail";
  readonly seeds: readonly number[];
  /** Of what the check is about, for seeds that have one. */
  readonly pictures: readonly { readonly seed: number; readonly file: string }[];
};

const ORDER = ["pass", "warn", "fail"] as const;
const share = (value: number) =>
  value > 0 && value <= 1 ? percent(value) : value === 0 ? "0\u202f%" : given(value);

/** The kernel's checks of the samples, one row a check, over all seeds. */
export function sampleCheckRows({ verification, entry }: RunView): SampleCheckRow[] {
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
        pictures: checks
          .map(({ seed }) => ({ seed, file: noticePictureOf(seed, id) }))
          .filter(({ file }) => entry.files.some(({ name }) => name === file)),
      },
    ];
  });
}
