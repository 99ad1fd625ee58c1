import { drawn, element } from "../check-page/element.ts";
import { caveats, letterOf } from "./comparison.ts";
import type { EntryCurves } from "./document.ts";
import { factsOf, sample } from "./key.ts";
import { showResults } from "./results.ts";
import { FEWEST, fromQuery, idIn, MOST, type Selection, toQuery } from "./selection.ts";

/** The page on which a visitor lays entries over each other. What is chosen stands in its address. */

const page = document.querySelector<HTMLElement>("[data-compare-page]");

function part<E extends HTMLElement>(name: string): E {
  const found = page?.querySelector<E>(`[data-part="${name}"]`);
  if (!found) throw new Error(`the page has no ${name}`);
  return found;
}

/** Fetched once; what could not be had is asked for again when it is named again. */
const fetched = new Map<string, Promise<EntryCurves>>();

async function fetchCurves(id: string): Promise<EntryCurves> {
  const address = `${page?.dataset["runs"]}${id}/data/curves.json`;
  const response = await fetch(address).catch(() => null);
  if (response === null) throw new Error(`${id} could not be fetched; name it again to try again.`);
  if (!response.ok) throw new Error(`There is no entry ${id}.`);
  return response.json();
}

function curvesOf(id: string): Promise<EntryCurves> {
  const known = fetched.get(id);
  if (known) return known;
  const asked = fetchCurves(id);
  asked.catch(() => fetched.delete(id));
  fetched.set(id, asked);
  return asked;
}

let selection: Selection = fromQuery("");
/** Only the answer to what was asked last is shown. */
let turn = 0;

const say = (text: string) => {
  part("status").textContent = text;
};

function keyItem(entry: EntryCurves, index: number): HTMLElement {
  const remove = element("button", { type: "button" }, "Remove");
  remove.setAttribute("aria-label", `Remove ${letterOf(index)}, ${entry.title}`);
  remove.addEventListener("click", () => {
    const entries = selection.entries.filter((id) => id !== entry.id);
    void choose({ ...selection, entries });
    part("entry").focus();
  });
  const link = element("a", { href: `${page?.dataset["runs"]}${entry.id}/` }, entry.title);
  const words = element("span", {}, `${letterOf(index)}: `, link);
  words.append(element("span", { class: "facts" }, factsOf(entry)));
  return element("li", {}, drawn(sample(index)), words, remove);
}

function show(entries: readonly EntryCurves[]): void {
  part("chosen").replaceChildren(...entries.map(keyItem));
  const results = part("results");
  if (entries.length < FEWEST) {
    results.replaceChildren();
    return;
  }
  const warned = caveats(entries).map((text) => element("p", {}, text));
  const box = element("div", { class: "ig-compare-caveats" }, ...warned);
  results.replaceChildren(...(warned.length > 0 ? [box] : []));
  showResults(results, entries, selection, String(page?.dataset["runs"]), (changed) => {
    selection = { ...selection, ...changed };
    history.replaceState(null, "", toQuery(selection) || location.pathname);
  });
}

const invitation = (chosen: number) =>
  chosen === 0
    ? `Name ${FEWEST} to ${MOST} entries.`
    : "One more, and there is something to compare.";

/** Makes a selection that of the page: its entries are fetched, those that are not there told. */
async function choose(wanted: Selection): Promise<void> {
  turn += 1;
  const mine = turn;
  const found = await Promise.allSettled(wanted.entries.map(curvesOf));
  if (mine !== turn) return;
  const entries = found.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const missing = found.flatMap((one) =>
    one.status === "rejected"
      ? [one.reason instanceof Error ? one.reason.message : "Not found."]
      : [],
  );
  selection = { ...wanted, entries: entries.map(({ id }) => id) };
  history.replaceState(null, "", toQuery(selection) || location.pathname);
  say([...missing, ...(entries.length < FEWEST ? [invitation(entries.length)] : [])].join(" "));
  show(entries);
}

/** Why what was typed cannot be added; null where it can. */
function refusal(id: string | null): string | null {
  if (id === null) return "An id is small letters and digits joined by hyphens.";
  if (selection.entries.includes(id)) return `${id} is here already.`;
  const full = selection.entries.length >= MOST;
  return full ? `${MOST} entries are the most; remove one first.` : null;
}

function add(event: Event): void {
  event.preventDefault();
  const input = part<HTMLInputElement>("entry");
  const id = idIn(input.value);
  const refused = refusal(id);
  if (id === null || refused !== null) {
    say(refused ?? "");
    return;
  }
  input.value = "";
  void choose({ ...selection, entries: [...selection.entries, id] });
}

if (page) {
  page.hidden = false;
  part("form").addEventListener("submit", add);
  void choose(fromQuery(location.search));
}
