import { printable } from "../findings/render/printable.ts";
import { Checker, type Progress } from "./checker.ts";
import type { Outcome, PickedFolder } from "./conversation.ts";
import { element } from "./element.ts";
import {
  itemsOfDrop,
  itemsOfInput,
  nameFor,
  type Picked,
  type PickedItem,
  pickedFolder,
} from "./picked.ts";
import { findingList } from "./show-findings.ts";
import { nextStep } from "./show-next-step.ts";
import { timesSection } from "./show-times.ts";
import { verdictWords } from "./verdict.ts";

/** Addresses that the page gives its script. */
type Addresses = {
  readonly surroundings: string;
  readonly checks: string;
  readonly runs: string;
  readonly upload: string;
};

function part<E extends HTMLElement>(root: HTMLElement, name: string, type: new () => E): E {
  const found = root.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof type)) throw new Error(`The page has no ${name}`);
  return found;
}

/** The checker on a page: takes what is picked or dropped, and shows what the worker finds. */
class CheckPage {
  readonly #addresses: Addresses;
  readonly #drop: HTMLElement;
  readonly #name: HTMLInputElement;
  readonly #nameForm: HTMLFormElement;
  readonly #status: HTMLElement;
  readonly #bar: HTMLProgressElement;
  readonly #results: HTMLElement;
  #picked: Picked | null = null;
  #checker: Checker | null = null;
  #toldTenth = -1;

  constructor(root: HTMLElement) {
    const { surroundings = "", checks = "", runs = "", upload = "" } = root.dataset;
    this.#addresses = { surroundings, checks, runs, upload };
    this.#drop = part(root, "drop", HTMLElement);
    this.#name = part(root, "name", HTMLInputElement);
    this.#nameForm = part(root, "name-form", HTMLFormElement);
    this.#status = part(root, "status", HTMLElement);
    this.#bar = part(root, "bar", HTMLProgressElement);
    this.#results = part(root, "results", HTMLElement);
    for (const name of ["folder", "files"]) this.#listenToInput(part(root, name, HTMLInputElement));
    this.#listenToDrops();
    this.#nameForm.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#check();
    });
    root.hidden = false;
  }

  #listenToInput(input: HTMLInputElement): void {
    input.addEventListener("change", () => {
      const items = itemsOfInput(input.files ?? new FileList());
      // The same files may be picked again after a change.
      input.value = "";
      if (items.length > 0) this.#take(items);
    });
  }

  #listenToDrops(): void {
    // Anywhere on the page: a file that misses the box would replace the page otherwise.
    addEventListener("dragover", (event) => {
      event.preventDefault();
      this.#drop.classList.add("over");
    });
    addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) this.#drop.classList.remove("over");
    });
    addEventListener("drop", (event) => {
      event.preventDefault();
      this.#drop.classList.remove("over");
      if (!event.dataTransfer) return;
      itemsOfDrop(event.dataTransfer).then(
        (items) => this.#take(items),
        (cause: unknown) => this.#fail(cause),
      );
    });
  }

  async #take(items: readonly PickedItem[]): Promise<void> {
    if (items.length === 0) return;
    const picked = pickedFolder(items);
    if (picked === "several") {
      this.#fail(new Error("There is more than one entry in there. Pick the folder of one."));
      return;
    }
    this.#picked = picked;
    this.#name.value = picked.id ?? (await nameFor(picked));
    this.#nameForm.hidden = false;
    await this.#check();
  }

  async #check(): Promise<void> {
    if (this.#picked === null) return;
    const folder: PickedFolder = { ...this.#picked, id: this.#name.value.trim() || "my-idea" };
    this.#checker?.stop();
    const checker = new Checker();
    this.#checker = checker;
    this.#results.replaceChildren();
    this.#bar.hidden = false;
    this.#bar.removeAttribute("value");
    this.#toldTenth = -1;
    this.#status.classList.remove("ig-visually-hidden");
    this.#status.textContent = `Checking ${printable(folder.id)} …`;
    try {
      const show = (progress: Progress) => this.#showProgress(progress);
      const outcome = await checker.check(folder, this.#addresses.surroundings, show);
      this.#show(outcome, folder, checker);
    } catch (cause) {
      this.#fail(cause);
    }
  }

  #showProgress({ name, done, all }: Progress): void {
    this.#bar.max = all;
    this.#bar.value = done;
    // Read aloud: every tenth is enough.
    const tenth = Math.floor((done / all) * 10);
    if (tenth === this.#toldTenth) return;
    this.#toldTenth = tenth;
    this.#status.textContent = `Reading ${printable(name)}: ${tenth * 10} % of everything read`;
  }

  #show(outcome: Outcome, folder: PickedFolder, checker: Checker): void {
    const { findings, accepted } = outcome;
    const { checks, runs, upload } = this.#addresses;
    const words = verdictWords(outcome);
    const kind = accepted ? "verdict accepted" : "verdict rejected";
    const verdict = element("h2", { class: kind, tabindex: -1 }, words);
    const readable = new Set(folder.files.map(({ name }) => name));
    const list = findingList(findings, checks, (file) =>
      readable.has(file) ? (one) => checker.lines(one.file, one.line ?? 1, one.column ?? 1) : null,
    );
    const clean = element("p", {}, "Nothing to mend: no finding at all.");
    this.#results.replaceChildren(
      verdict,
      ...(findings.length > 0 ? list : [clean]),
      ...nextStep(outcome, folder, upload),
      ...timesSection(outcome, runs, this.#results.clientWidth),
    );
    this.#bar.hidden = true;
    // The heading shows it; this says it to those who hear the page.
    this.#status.classList.add("ig-visually-hidden");
    this.#status.textContent = words;
    verdict.focus();
  }

  #fail(cause: unknown): void {
    this.#status.classList.remove("ig-visually-hidden");
    this.#bar.hidden = true;
    this.#results.replaceChildren();
    const message = cause instanceof Error ? cause.message : String(cause);
    this.#status.textContent = `That did not work: ${printable(message)}`;
  }
}

const root = document.querySelector<HTMLElement>("[data-check-page]");
if (root) new CheckPage(root);
