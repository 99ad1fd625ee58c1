import { accountOf } from "./account.ts";
import { creditOf } from "./lineage/credit.ts";
import type { Lineage } from "./lineage/graph.ts";
import { byCodePoint } from "./order.ts";
import type { FallenRecord, Registry, RegistryRecord, RegistrySubmission } from "./types.ts";

/** Somebody who submitted an entry. Names are as on the newest of their entries. */
export type Person = {
  /** In the form of `accountOf`. */
  readonly account: string;
  readonly github: string;
  readonly name: string;
  /** Newest first. */
  readonly entries: readonly RegistrySubmission[];
  /** Records that nobody has beaten yet, then those that were, each newest first. */
  readonly holds: readonly RegistryRecord[];
  readonly held: readonly RegistryRecord[];
  /** Records that fell, in the order in which they did. */
  readonly fallen: readonly FallenRecord[];
  /** Records of others that build on an entry of theirs, newest first. */
  readonly carried: readonly RegistryRecord[];
};

/** Records that stand at the end of their history: one a (ruleset, track, hardware class). */
export function currentRecords({ records }: Pick<Registry, "records">): Set<string> {
  const last = new Map(
    records.map((one) => [[one.ruleset, one.track, one.hardware_class].join(" "), one.submission]),
  );
  return new Set(last.values());
}

const newestFirst = (
  a: { readonly opened_at: string; readonly id: string },
  b: { readonly opened_at: string; readonly id: string },
) => byCodePoint(b.opened_at, a.opened_at) || byCodePoint(b.id, a.id);

function entriesByAccount(registry: Registry) {
  const found = new Map<string, RegistrySubmission[]>();
  for (const entry of registry.submissions.toSorted(newestFirst)) {
    const accounts = new Set(entry.submitters.flatMap(({ github }) => accountOf(github) ?? []));
    for (const account of accounts) {
      const list = found.get(account);
      if (list) list.push(entry);
      else found.set(account, [entry]);
    }
  }
  return found;
}

/** Everybody who submitted something: most records first, then most entries, then by account. */
export function peopleOf(registry: Registry, lineage: Lineage): Person[] {
  const records = new Map(registry.records.map((record) => [record.submission, record]));
  const fallen = new Map(registry.fallen.map((record) => [record.submission, record]));
  const current = currentRecords(registry);
  const credits = new Map(creditOf(registry, lineage).map((credit) => [credit.github, credit]));
  const people = [...entriesByAccount(registry)].map(([account, entries]): Person => {
    const shown = entries[0]?.submitters.find(({ github }) => accountOf(github) === account);
    const own = entries.flatMap(({ id }) => records.get(id) ?? []);
    const carried = (credits.get(account)?.carried ?? []).flatMap((id) => records.get(id) ?? []);
    return {
      account,
      github: shown?.github ?? account,
      name: shown?.name ?? account,
      entries,
      holds: own.filter(({ submission }) => current.has(submission)),
      held: own.filter(({ submission }) => !current.has(submission)),
      fallen: entries.flatMap(({ id }) => fallen.get(id) ?? []),
      carried: carried.toSorted(
        (a, b) => byCodePoint(b.opened_at, a.opened_at) || byCodePoint(b.submission, a.submission),
      ),
    };
  });
  const recordsOf = ({ holds, held }: Person) => holds.length + held.length;
  return people.toSorted(
    (a, b) =>
      recordsOf(b) - recordsOf(a) ||
      b.entries.length - a.entries.length ||
      byCodePoint(a.account, b.account),
  );
}
