import {
  compact,
  count,
  day,
  metricValue,
  percent,
  probability,
  seconds,
  secondsSpread,
} from "../components/numbers.ts";
import { csvText } from "./csv.ts";
import {
  columns,
  everything,
  fromQuery,
  type Selection,
  selected,
  type TableRow,
  toQuery,
} from "./rows.ts";

/** How many rows of a class are drawn at a time; the rest is counted. */
const DRAWN = 100;

/** Sorts and filters the tables of a board. Without it they stay as the server wrote them. */
class BoardTable extends HTMLElement {
  #rows: Promise<TableRow[]> | undefined;
  #asked: Selection = everything;
  #shown: TableRow[] = [];

  connectedCallback(): void {
    const form = this.#form();
    const details = this.querySelector("details");
    if (details) details.hidden = false;
    form.addEventListener("input", () => this.#read(form));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => this.#ask({ ...everything }));
    this.querySelector("[data-csv]")?.addEventListener("click", () => this.#download());
    for (const header of this.querySelectorAll<HTMLElement>("th[data-column]"))
      this.#sortable(header);
    const asked = fromQuery(location.search);
    if (toQuery(asked) === "") return;
    if (details) details.open = true;
    void this.#ask(asked);
  }

  #form(): HTMLFormElement {
    const form = this.querySelector("form");
    if (!form) throw new Error("a board has a form");
    return form;
  }

  /** Puts a button into a header, so that it can be sorted by keyboard as well. */
  #sortable(header: HTMLElement): void {
    const column = columns.find((one) => one === header.dataset["column"]);
    if (!column) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    button.addEventListener("click", () => {
      const again = this.#asked.sort === column;
      this.#ask({ ...this.#asked, sort: column, descending: again && !this.#asked.descending });
    });
    header.append(button);
  }

  #read(form: HTMLFormElement): void {
    const data = new FormData(form);
    const get = (name: string) => String(data.get(name) ?? "");
    const { sort, descending } = this.#asked;
    const typed = new URLSearchParams({
      q: get("q"),
      class: get("class"),
      standing: get("standing"),
      size: get("size") === "" ? "" : String(Number(get("size")) * 1e6),
      from: get("from"),
      until: get("until"),
    });
    void this.#ask({ ...fromQuery(typed.toString()), sort, descending });
  }

  /** All rows, fetched once and only when somebody asks. */
  #all(): Promise<TableRow[]> {
    const { shards = "0", rows = "" } = this.dataset;
    this.#rows ??= Promise.all(
      Array.from({ length: Number(shards) }, async (_, index): Promise<TableRow[]> => {
        const answer = await fetch(`${rows}${index + 1}.json`);
        if (!answer.ok) throw new Error(`${answer.status}`);
        return answer.json();
      }),
    ).then((all) => all.flat());
    return this.#rows;
  }

  async #ask(asked: Selection): Promise<void> {
    this.#asked = asked;
    const query = toQuery(asked);
    history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
    this.#fill(asked);
    try {
      const all = await this.#all();
      if (this.#asked !== asked) return;
      this.#shown = selected(all, asked);
      this.#draw(all.length);
    } catch {
      this.#rows = undefined;
      this.#say("The rows could not be fetched. Try again, or take the CSV below.");
    }
  }

  /** Shows in the form what an address asked for. */
  #fill(asked: Selection): void {
    const set = (name: string, value: string) => {
      const field = this.#form().elements.namedItem(name);
      const typing = field === document.activeElement;
      if (!typing && (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) {
        field.value = value;
      }
    };
    set("q", asked.text);
    set("class", asked.hardware);
    set("standing", asked.standing);
    set("size", asked.mostParameters === null ? "" : String(asked.mostParameters / 1e6));
    set("from", asked.from);
    set("until", asked.until);
  }

  #draw(total: number): void {
    const template = this.querySelector<HTMLTemplateElement>("template[data-row]");
    for (const section of this.querySelectorAll<HTMLElement>("[data-class]")) {
      const own = this.#shown.filter(({ hardware }) => hardware === section.dataset["class"]);
      section.hidden = own.length === 0;
      const body = section.querySelector("tbody[data-rows]");
      if (template)
        body?.replaceChildren(...own.slice(0, DRAWN).map((row) => this.#row(template, row)));
      const more = section.querySelector("[data-more]");
      if (more)
        more.textContent =
          own.length > DRAWN
            ? `${count(own.length - DRAWN)} more: narrow the choice, or take the CSV.`
            : "";
      for (const aside of section.querySelectorAll<HTMLElement>("[data-whole]")) {
        aside.hidden = toQuery(this.#asked) !== "";
      }
    }
    for (const header of this.querySelectorAll("th[data-column]")) this.#mark(header);
    this.#say(`${count(this.#shown.length)} of ${count(total)} entries`);
  }

  #mark(header: Element): void {
    const { sort, descending } = this.#asked;
    if (header.getAttribute("data-column") !== sort) header.removeAttribute("aria-sort");
    else header.setAttribute("aria-sort", descending ? "descending" : "ascending");
  }

  #row(template: HTMLTemplateElement, row: TableRow): Node {
    const made = template.content.cloneNode(true) as DocumentFragment;
    // Everything is set as text: titles and names are somebody's.
    const put = (name: string, text: string) => {
      const cell = made.querySelector(`[data-cell="${name}"]`);
      if (cell) cell.textContent = text;
    };
    const or = <T>(value: T | null, words: (value: T) => string) =>
      value === null ? "–" : words(value);
    put("place", row.rank === null ? "–" : `${row.rank}${row.shared ? "=" : ""}`);
    put("title", row.title);
    put("by", row.by);
    put("time", or(row.time, seconds));
    put("sd", row.sd === null ? "" : `± ${secondsSpread(row.sd)}`);
    put("samples", or(row.samples, compact));
    put("parameters", compact(row.parameters));
    put("value", or(row.value, metricValue));
    put("gain", row.gain === null ? (row.record ? "first" : "–") : `−${percent(row.gain)}`);
    put("p", row.p_faster === null ? "" : probability(row.p_faster));
    put("date", day(row.date));
    made
      .querySelector("a")
      ?.setAttribute("href", `${this.dataset["runs"]}${encodeURIComponent(row.id)}/`);
    const standing = this.querySelector<HTMLTemplateElement>(
      `template[data-standing="${row.standing}"]`,
    );
    if (standing)
      made
        .querySelector('[data-cell="standing"]')
        ?.replaceChildren(standing.content.cloneNode(true));
    return made;
  }

  #say(text: string): void {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = text;
  }

  async #download(): Promise<void> {
    const rows = toQuery(this.#asked) === "" ? await this.#all() : this.#shown;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csvText(rows)], { type: "text/csv" }));
    link.download = `${this.dataset["name"]}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

customElements.define("board-table", BoardTable);
