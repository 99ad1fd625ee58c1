import { join } from "node:path";
import { stringify } from "yaml";
import { type Rulings, rulingsSchema } from "../../src/schemas/rulings.ts";
import type { Verification } from "../../src/schemas/verification.ts";
import { writeWhole } from "../write-file.ts";

/** Writes the acceptance of a rehearsed entry into its folder and returns it. */
export function accept(folder: string, verification: Verification, openedAt: Date): Rulings {
  const seconds = verification.duration_seconds.toFixed(1);
  const rulings = rulingsSchema.parse({
    pull_request: { opened_at: openedAt.toISOString(), url: null },
    rulings: [
      {
        decision: "accept",
        date: openedAt.toISOString().slice(0, 10),
        ruleset: verification.ruleset,
        reason:
          "Rehearsal: the check found no error, and the kernel confirmed every claimed metric " +
          `within its tolerance in ${seconds} s.`,
        by: ["rehearsal maintainer (automatic)"],
      },
    ],
  });
  writeWhole(join(folder, "rulings.yaml"), stringify(rulings, { lineWidth: 100 }));
  return rulings;
}
