import type { Finding } from "../findings/finding.ts";

/** What a blank of a run stands for, by the end of its pointer. */
const ofRun: readonly (readonly [RegExp, string])[] = [
  [/\/seed$/, "its seed"],
  [/\/claim\/samples_seen$/, "the samples seen, which follow from the global batch"],
  [/\/claim\//, "an evaluation point that meets the target"],
  [/\/samples\//, "its samples"],
];

/** What the runs still lack, a sentence for each: "Run 1 lacks its seed, its samples." */
export function lackingInRuns(findings: readonly Finding[]): string[] {
  const lacking = new Map<number, Set<string>>();
  for (const { code, pointer } of findings) {
    const [, index, rest = ""] = /^\/runs\/(\d+)(\/.*)$/.exec(pointer ?? "") ?? [];
    if (code !== "blank-left" || index === undefined) continue;
    const word = ofRun.find(([end]) => end.test(rest))?.[1];
    if (word === undefined) continue;
    const number = Number(index) + 1;
    lacking.set(number, (lacking.get(number) ?? new Set()).add(word));
  }
  return [...lacking].map(([number, words]) => `Run ${number} lacks ${[...words].join(", ")}.`);
}
