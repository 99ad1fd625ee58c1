import { Checker } from "../check-page/checker.ts";
import type { Outcome, PickedFolder } from "../check-page/conversation.ts";
import { element } from "../check-page/element.ts";
import { itemsOfDrop, itemsOfInput } from "../check-page/picked.ts";
import { findingList } from "../check-page/show-findings.ts";
import { nextStep } from "../check-page/show-next-step.ts";
import { timesSection } from "../check-page/show-times.ts";
import { fetchSurroundings, type PublishedSurroundings } from "../check-page/surroundings.ts";
import { verdictWords } from "../check-page/verdict.ts";
import type { Finding } from "../findings/finding.ts";
import { printable } from "../findings/render/printable.ts";
import type { Rules } from "../new-entry/run-from-log.ts";
import { readmeText, resultText } from "./assemble.ts";
import { sectionsFor, type Values } from "./fields.ts";
import { Form } from "./form.ts";
import { lackingInRuns } from "./left-open.ts";
import { LogRow } from "./log-row.ts";
import { forget, remember, remembered } from "./memory.ts";
import { EntryWorker } from "./worker-client.ts";

/** Long enough that a sentence is typed, short enough to feel at once. */
const CHECK_AFTER_MS = 500;

type Addresses = {
  readonly surroundings: string;
  readonly checks: string;
  readonly runs: string;
  readonly upload: string;
  readonly schemas: string;
  /** Names of techniques in use. */
  readonly techniques: readonly string[];
};

function part<E extends HTMLElement>(root: HTMLElement, name: string, type: new () => E): E {
  const found = root.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof type)) throw new Error(`The page has no ${name}`);
  return found;
}

/** Makes an entry on a page: logs are read, the rest is asked, the check runs along. */
class EntryPage {
  readonly #root: HTMLElement;
  readonly #addresses: Addresses;
  readonly #published: PublishedSurroundings;
  readonly #worker = new EntryWorker();
  readonly #contest: HTMLSelectElement;
  readonly #slug: HTMLInputElement;
  readonly #logs: HTMLElement;
  readonly #fields: HTMLElement;
  readonly #status: HTMLElement;
  readonly #results: HTMLElement;
  #rules: Rules;
  #form: Form;
  #rows: LogRow[] = [];
  #values: Values;
  #checker: Checker | null = null;
  #timer = 0;
  #readWith: number | undefined;

  constructor(root: HTMLElement, addresses: Addresses, published: PublishedSurroundings) {
    this.#root = root;
    this.#addresses = addresses;
    this.#published = published;
    this.#contest = part(root, "contest", HTMLSelectElement);
    this.#slug = part(root, "slug", HTMLInputElement);
    this.#logs = part(root, "logs", HTMLElement);
    this.#fields = part(root, "fields", HTMLElement);
    this.#status = part(root, "status", HTMLElement);
    this.#results = part(root, "results", HTMLElement);
    const memory = remembered();
    this.#values = memory?.values ?? {};
    if (memory) this.#slug.value = memory.slug;
    this.#offer(memory?.contest);
    this.#rules = this.#chosen();
    this.#form = this.#makeForm();
    this.#readWith = this.#batch();
    this.#listen();
    root.hidden = false;
  }

  /** Every ranked or free track of a ruleset in force. */
  #offer(wanted: string | undefined): void {
    const open = this.#published.rulesets.filter(({ status }) => status === "published");
    const options = open.flatMap((ruleset) =>
      ruleset.tracks.map((track) =>
        element(
          "option",
          { value: `${ruleset.id}/${track.id}` },
          `${ruleset.title}: ${track.title}`,
        ),
      ),
    );
    this.#contest.replaceChildren(...options);
    if (wanted !== undefined && options.some(({ value }) => value === wanted))
      this.#contest.value = wanted;
  }

  #chosen(): Rules {
    const [rulesetId, trackId] = this.#contest.value.split("/");
    const ruleset = this.#published.rulesets.find(({ id }) => id === rulesetId);
    const track = ruleset?.tracks.find(({ id }) => id === trackId);
    if (!ruleset || !track) throw new Error("There is no ruleset in force.");
    return { ruleset, track };
  }

  #makeForm(): Form {
    const { ruleset, track } = this.#rules;
    const sections = sectionsFor(ruleset, track, this.#addresses.techniques);
    const form = new Form(sections, this.#values, () => this.#changed());
    this.#fields.replaceChildren(form.element);
    return form;
  }

  #listen(): void {
    this.#contest.addEventListener("change", () => {
      this.#values = { ...this.#values, ...this.#form.values() };
      this.#rules = this.#chosen();
      this.#form = this.#makeForm();
      // What a log says depends on what the track asks for.
      this.#rows = [];
      this.#logs.replaceChildren();
      this.#changed();
    });
    this.#slug.addEventListener("input", () => this.#changed());
    const input = part(this.#root, "pick", HTMLInputElement);
    input.addEventListener("change", () => {
      this.#take(itemsOfInput(input.files ?? new FileList()).flatMap(({ file }) => file ?? []));
      input.value = "";
    });
    const drop = part(this.#root, "drop", HTMLElement);
    addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
    addEventListener(
      "dragleave",
      ({ relatedTarget }) => relatedTarget === null && drop.classList.remove("over"),
    );
    addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      if (!event.dataTransfer) return;
      itemsOfDrop(event.dataTransfer).then((items) =>
        this.#take(items.flatMap(({ file }) => file ?? [])),
      );
    });
    part(this.#root, "forget", HTMLButtonElement).addEventListener("click", () => {
      forget();
      this.#values = {};
      this.#slug.value = "";
      this.#form = this.#makeForm();
      this.#changed();
    });
    part(this.#root, "download", HTMLButtonElement).addEventListener(
      "click",
      () => void this.#download(),
    );
  }

  #batch(): number | undefined {
    const batch = Number(
      (this.#form.values()["/training/batch_size"] ?? "").replaceAll(/[_,\s]/g, ""),
    );
    return Number.isInteger(batch) && batch > 0 ? batch : undefined;
  }

  #take(files: readonly File[]): void {
    for (const file of files) {
      const row = new LogRow(file, {
        ...this.#rules,
        worker: this.#worker,
        batch: () => this.#batch(),
        onChange: () => this.#changed(),
        onRemove: (gone) => {
          this.#rows = this.#rows.filter((one) => one !== gone);
          gone.element.remove();
          this.#changed();
        },
      });
      this.#rows.push(row);
      this.#logs.append(row.element);
      void row.read();
    }
  }

  #changed(): void {
    this.#values = { ...this.#values, ...this.#form.values() };
    remember({ contest: this.#contest.value, slug: this.#slug.value, values: this.#values });
    const batch = this.#batch();
    if (batch !== this.#readWith) {
      this.#readWith = batch;
      // Samples seen follow from it.
      for (const row of this.#rows) void row.read();
    }
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#check(), CHECK_AFTER_MS);
  }

  #id(): string {
    const slug = this.#slug.value.trim() || "my-idea";
    return /^\d{4}-\d\d-\d\d-/.test(slug)
      ? slug
      : `${new Date().toISOString().slice(0, 10)}-${slug}`;
  }

  /** The folder as it is now. */
  #folder(): PickedFolder {
    const { ruleset, track } = this.#rules;
    const id = this.#id();
    const runs = this.#rows.flatMap((row, index) => row.run(index + 1) ?? []);
    const made = {
      ruleset,
      track,
      date: id.slice(0, 10),
      schema: `${this.#addresses.schemas}${ruleset.id}/${track.id}.schema.json`,
      sections: sectionsFor(ruleset, track, []),
      values: this.#values,
      runs,
    };
    const text = (name: string, content: string) => ({ name, file: new File([content], name) });
    const files = [
      text("result.json", resultText(made)),
      text("README.md", readmeText(made)),
      ...runs.map(({ file, log }) => ({ name: file, file: new File([log], file) })),
      ...runs.flatMap(({ samples, samplesFile }) =>
        samples && samplesFile ? [{ name: samples.name, file: samplesFile }] : [],
      ),
    ];
    return { id, parent: ruleset.id, files, folders: [] };
  }

  async #check(): Promise<void> {
    const folder = this.#folder();
    this.#checker?.stop();
    const checker = new Checker();
    this.#checker = checker;
    try {
      const outcome = await checker.check(folder, this.#addresses.surroundings, () => {});
      if (this.#checker === checker) this.#show(outcome, folder, checker);
    } catch (cause) {
      this.#status.textContent = `That did not work: ${printable(cause instanceof Error ? cause.message : String(cause))}`;
    }
  }

  #show(outcome: Outcome, folder: PickedFolder, checker: Checker): void {
    const { findings, accepted } = outcome;
    const { checks, runs, upload } = this.#addresses;
    const isBlank = ({ code }: Finding) => code === "blank-left";
    const others = this.#form.tell(findings).filter((one) => !isBlank(one));
    const empty = this.#form.empty(findings);
    const unfinished = findings.some(isBlank);
    // Somebody who is still typing has not been rejected.
    const words = unfinished ? "Not complete yet" : verdictWords(outcome);
    this.#status.textContent = words;
    const kind = unfinished ? "verdict" : accepted ? "verdict accepted" : "verdict rejected";
    const open = [
      ...(empty.length === 0 ? [] : [`Still empty: ${empty.join(", ")}.`]),
      ...lackingInRuns(findings),
    ];
    const readable = new Set(folder.files.map(({ name }) => name));
    const list = findingList(others, checks, (file) =>
      readable.has(file) ? (one) => checker.lines(one.file, one.line ?? 1, one.column ?? 1) : null,
    );
    this.#results.replaceChildren(
      element("p", { class: kind }, words),
      ...open.map((sentence) => element("p", {}, sentence)),
      ...(others.length > 0 ? list : []),
      ...nextStep(outcome, folder, upload),
      ...timesSection(outcome, runs, this.#results.clientWidth),
    );
  }

  async #download(): Promise<void> {
    const { id, files } = this.#folder();
    const base = `content/submissions/${this.#rules.ruleset.id}/${id}/`;
    const zip = await this.#worker.pack(
      files.map(({ name, file }) => ({ path: base + name, file })),
    );
    const address = URL.createObjectURL(zip);
    element("a", { href: address, download: `${id}.zip` }).click();
    // The browser has taken it by then.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}

const root = document.querySelector<HTMLElement>("[data-entry-page]");
if (root) {
  const { surroundings = "", checks = "", runs = "", upload = "", schemas = "" } = root.dataset;
  const techniques = (root.dataset["techniques"] ?? "").split(" ").filter(Boolean);
  const addresses = { surroundings, checks, runs, upload, schemas, techniques };
  fetchSurroundings(surroundings).then(
    (published) => new EntryPage(root, addresses, published),
    (cause: unknown) => {
      root.hidden = false;
      root.replaceChildren(
        element("p", {}, `The rules could not be fetched: ${printable(String(cause))}`),
      );
    },
  );
}
