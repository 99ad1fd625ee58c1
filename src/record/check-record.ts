import type { Finding } from "../findings/finding.ts";
import type { Minutes } from "../schemas/minutes.ts";
import { findingIn, type Located } from "./located.ts";
import { brokenReferences, type Documents } from "./references.ts";

/** What the documents of the record have to say of each other; each alone was read already. */
export function checkRecord(documents: Documents): Finding[] {
  const minutes = documents.minutes.toSorted((a, b) => (a.value.date < b.value.date ? -1 : 1));
  return [
    ...idsTwice(minutes),
    ...brokenReferences(documents),
    ...amendments(minutes),
    ...minutes.flatMap(incomplete),
  ];
}

function idsTwice(minutes: readonly Located<Minutes>[]): Finding[] {
  const first = new Map<string, string>();
  return minutes.flatMap((one) =>
    (["decisions", "actions"] as const).flatMap((list) =>
      one.value[list].flatMap(({ id }, index) => {
        const path = [list, index, "id"];
        const before = first.get(id);
        if (before !== undefined) {
          return [findingIn(one, path, "record-id-twice", { id, first: before })];
        }
        const line = one.placeOf(path)?.line;
        first.set(id, line === undefined ? one.file : `${one.file}:${line}`);
        return [];
      }),
    ),
  );
}

/** `minutes` are oldest first; of an id used twice the first counts. */
function amendments(minutes: readonly Located<Minutes>[]): Finding[] {
  const order = minutes.flatMap(({ value }) => value.decisions.map(({ id }) => id));
  return minutes.flatMap((one) =>
    one.value.decisions.flatMap(({ id, amends }, index) =>
      amends.flatMap((amended, at) => {
        const is = amended === id ? "itself" : "later";
        // An id that does not exist is told as such.
        if (is === "later" && order.indexOf(amended) <= order.indexOf(id)) return [];
        return [
          findingIn(one, ["decisions", index, "amends", at], "decision-amends", {
            id,
            amended,
            is,
          }),
        ];
      }),
    ),
  );
}

function incomplete(one: Located<Minutes>): Finding[] {
  const { attendance, decisions, actions } = one.value;
  const count = attendance.named.length;
  return [
    ...(count > 0 && !attendance.agreed
      ? [findingIn(one, ["attendance", "named"], "attendance-consent", { count })]
      : []),
    ...decisions.flatMap(({ id, reasons }, index) =>
      reasons.length === 0
        ? [findingIn(one, ["decisions", index], "decision-reasons", { id })]
        : [],
    ),
    ...actions.flatMap(({ id, state, evidence }, index) =>
      state !== "open" && evidence.length === 0
        ? [findingIn(one, ["actions", index], "action-evidence", { id, state })]
        : [],
    ),
  ];
}
