import { type Found, loadPagefind, type Pagefind } from "./pagefind.ts";

/** How many pages are shown; whoever looks for more asks for something narrower. */
const SHOWN = 20;
/** A pause in typing that counts as done. Unit: milliseconds. */
const PAUSE = 120;

/** The search of the header: a button, and a dialog that finds pages while one types. */
class SiteSearch extends HTMLElement {
  #pagefind: Promise<Pagefind> | undefined;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#part("button[data-open]", HTMLButtonElement).addEventListener("click", () =>
      this.#open(),
    );
    this.#part("button[data-close]", HTMLButtonElement).addEventListener("click", () =>
      this.#dialog().close(),
    );
    this.#dialog().addEventListener("click", (event) => {
      if (event.target === this.#dialog()) this.#dialog().close();
    });
    this.#part("form", HTMLFormElement).addEventListener("submit", (event) =>
      event.preventDefault(),
    );
    for (const name of ["input", "select"]) {
      this.querySelector(name)?.addEventListener("input", () => this.#later());
    }
    addEventListener("keydown", (event) => {
      if (!(event.metaKey || event.ctrlKey) || event.key !== "k") return;
      event.preventDefault();
      if (this.#dialog().open) this.#dialog().close();
      else this.#open();
    });
  }

  #part<T extends Element>(selector: string, kind: new () => T): T {
    const found = this.querySelector(selector);
    if (!(found instanceof kind)) throw new Error(`the search has a ${selector}`);
    return found;
  }
  readonly #dialog = () => this.#part("dialog", HTMLDialogElement);

  #open(): void {
    this.#dialog().showModal();
    this.#part("input", HTMLInputElement).focus();
    void this.#index().catch(() => undefined);
  }

  #index(): Promise<Pagefind> {
    const { bundle = "", base = "/" } = this.dataset;
    this.#pagefind ??= loadPagefind(bundle, base);
    return this.#pagefind;
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#search(), PAUSE);
  }

  async #search(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const words = this.#part("input", HTMLInputElement).value.trim();
    const kind = this.#part("select", HTMLSelectElement).value;
    try {
      const pagefind = await this.#index();
      const { results } =
        words === ""
          ? { results: [] }
          : await pagefind.search(words, kind === "" ? {} : { filters: { Kind: kind } });
      const found = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
      // A later question may have been answered already.
      if (asked === this.#asked) this.#show(words, found, results.length);
    } catch {
      this.#pagefind = undefined;
      if (asked === this.#asked)
        this.#show("", [], 0, "The search could not be loaded. Try again.");
    }
  }

  #show(words: string, found: readonly Found[], total: number, trouble?: string): void {
    const count = total === 1 ? "1 page" : `${total} pages`;
    const more = total > found.length ? `, the first ${found.length} are shown` : "";
    this.#part("[role=status]", HTMLElement).textContent =
      trouble ??
      (words === "" ? "" : total === 0 ? `Nothing is found for ${words}.` : `${count}${more}`);
    this.#part("ol", HTMLOListElement).replaceChildren(...found.map(itemOf));
  }
}

/** One page that was found. Titles and excerpts are somebody's: they are set as text. */
function itemOf({ url, excerpt, meta, filters }: Found): HTMLLIElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = meta.title ?? url;
  item.append(link);
  const [kind] = filters["Kind"] ?? [];
  if (kind) {
    const note = document.createElement("span");
    note.textContent = kind;
    item.append(" ", note);
  }
  const text = document.createElement("p");
  text.append(...marked(excerpt));
  item.append(text);
  return item;
}

/** The excerpt with its marks and without any other markup. */
function marked(excerpt: string): Node[] {
  const { body } = new DOMParser().parseFromString(excerpt, "text/html");
  return [...body.childNodes].map((node) => {
    const text = node.textContent ?? "";
    if (node.nodeName !== "MARK") return document.createTextNode(text);
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
}

customElements.define("site-search", SiteSearch);
