import { element } from "../check-page/element.ts";
import { bytes, seconds } from "../components/numbers.ts";
import { printable } from "../findings/render/printable.ts";
import { dialects } from "../logs/import/index.ts";
import type { Rules } from "../new-entry/run-from-log.ts";
import { claimedPoint } from "../new-entry/run-from-log.ts";
import type { Imported, Reading } from "./conversation.ts";
import { type EntryWorker, ImportFailed } from "./worker-client.ts";

/** Samples of a run: in the folder, or at an address with the digest of a file that is looked at here. */
type Samples = { readonly name: string; readonly sha256: string; readonly file: File | null };

type Setting = Rules & {
  readonly worker: EntryWorker;
  readonly batch: () => number | undefined;
  readonly onChange: () => void;
  readonly onRemove: (row: LogRow) => void;
};

const option = (value: string, text: string) => element("option", { value }, text);
const labelled = (text: string, input: HTMLElement) => element("label", {}, text, input);
let rows = 0;

/** One log that was dropped: how it is read, what came of it, and the samples of its run. */
export class LogRow {
  readonly element: HTMLElement;
  readonly #file: File;
  readonly #setting: Setting;
  readonly #format: HTMLSelectElement;
  readonly #seed: HTMLInputElement;
  readonly #series: HTMLInputElement;
  readonly #mapping = element("div", { class: "mapping" });
  readonly #status = element("p", { class: "row-status", role: "status" });
  readonly #notes = element("div");
  readonly #address = element("input", {
    type: "url",
    spellcheck: "false",
    placeholder: "https://…",
  });
  readonly #chosen = new Map<string, string>();
  #imported: Imported | null = null;
  #samples: Samples | null = null;
  #turn = 0;

  constructor(file: File, setting: Setting) {
    rows += 1;
    this.#file = file;
    this.#setting = setting;
    const formats = dialects.map(({ id, title }) => option(id, title));
    this.#format = element(
      "select",
      {},
      option("", "recognise it"),
      option("canonical", "canonical log (JSON Lines)"),
      ...formats,
    );
    this.#seed = element("input", { type: "text", inputmode: "numeric", size: 6 });
    this.#series = element("input", { type: "text" });
    const series = labelled("Run, where the file holds several", this.#series);
    const remove = element("button", { type: "button", class: "button small" }, "Remove");
    remove.addEventListener("click", () => setting.onRemove(this));
    this.element = element(
      "fieldset",
      { class: "log-row" },
      element("legend", {}, `${printable(file.name)} (${bytes(file.size)})`),
      element(
        "div",
        { class: "controls" },
        labelled("Written by", this.#format),
        labelled("Seed of this run", this.#seed),
        series,
        remove,
      ),
      this.#status,
      this.#mapping,
      this.#samplesControl(),
      this.#notes,
    );
    for (const input of [this.#format, this.#series])
      input.addEventListener("change", () => this.read());
    this.#seed.addEventListener("input", setting.onChange);
    this.#address.addEventListener("input", setting.onChange);
  }

  #samplesControl(): HTMLElement {
    const inFolder = this.#setting.ruleset.limits.samples_in_folder;
    const input = element("input", { type: "file", accept: ".npz", id: `samples-of-row-${rows}` });
    const said = element(
      "span",
      { class: "hint" },
      "Stays on your machine; its SHA-256 goes into result.json.",
    );
    input.addEventListener("change", async () => {
      const [file] = input.files ?? [];
      if (!file) return;
      said.textContent = "Computing its SHA-256 …";
      try {
        const sha256 = await this.#setting.worker.digest(file);
        this.#samples = { name: file.name, sha256, file };
        said.textContent = `SHA-256 ${sha256}`;
      } catch (cause) {
        said.textContent = `That did not work: ${printable(cause instanceof Error ? cause.message : String(cause))}`;
      }
      this.#setting.onChange();
    });
    const address = inFolder ? [] : [labelled("Address of the samples", this.#address)];
    return element(
      "div",
      { class: "controls" },
      labelled("Samples of this run (.npz)", input),
      said,
      ...address,
    );
  }

  /** Metrics that the target and the guards need, by id and name. */
  #needed() {
    const { track, ruleset } = this.#setting;
    const ids = [track.target, ...track.guards].flatMap((bound) => (bound ? [bound.metric] : []));
    return [...new Set(ids)].map((id) => ({
      id,
      name: ruleset.metrics.find((metric) => metric.id === id)?.name ?? id,
    }));
  }

  #reading(): Reading {
    const batch = this.#setting.batch();
    const seed = this.seed();
    const series = this.#series.value.trim();
    return {
      format: this.#format.value || null,
      ...(batch === undefined ? {} : { batch }),
      ...(seed === null ? {} : { seed }),
      ...(series === "" ? {} : { series }),
      renamed: Object.fromEntries([...this.#chosen].map(([id, from]) => [from, id])),
    };
  }

  /** Imports the log as it is set now. */
  async read(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#status.className = "row-status";
    this.#status.textContent = "Reading …";
    try {
      const imported = await this.#setting.worker.import(this.#file, this.#reading(), (share) => {
        if (turn === this.#turn) this.#status.textContent = `Reading: ${Math.floor(share * 100)} %`;
      });
      if (turn === this.#turn) this.#show(imported);
    } catch (cause) {
      if (turn !== this.#turn) return;
      this.#imported = null;
      this.#notes.replaceChildren();
      const format = cause instanceof ImportFailed ? cause.format : null;
      if (format !== null) this.#format.value = format;
      this.#status.className = "row-status wrong";
      this.#status.textContent = printable(cause instanceof Error ? cause.message : String(cause));
    }
    this.#setting.onChange();
  }

  #show(imported: Imported): void {
    this.#imported = imported;
    this.#format.value = imported.format;
    const known = imported.summary.seed;
    if (this.#seed.value === "" && known !== null) this.#seed.value = String(known);
    const { evaluations, steps, summary } = imported;
    const point = claimedPoint(summary, this.#setting.ruleset, this.#setting.track);
    const reached =
      point === null
        ? "the target is not reached"
        : `the target is reached at ${seconds(point.clock)}`;
    this.#status.textContent = `${steps} steps, ${evaluations} evaluation points; ${reached}.`;
    this.#showMapping(imported.metrics);
    this.#showNotes(imported);
  }

  /** Asks which of the log's values a metric is, where no value has its name. */
  #showMapping(metrics: readonly string[]): void {
    const missing = this.#needed().filter(({ id }) => !metrics.includes(id));
    const selects = missing.map(({ id, name }) => {
      const select = element(
        "select",
        {},
        option("", "choose …"),
        ...metrics.map((metric) => option(metric, metric)),
      );
      select.value = this.#chosen.get(id) ?? "";
      select.addEventListener("change", () => {
        if (select.value === "") this.#chosen.delete(id);
        else this.#chosen.set(id, select.value);
        void this.read();
      });
      return labelled(`Which of its values is ${name}?`, select);
    });
    this.#mapping.replaceChildren(...selects);
  }

  #showNotes({ notes }: Imported): void {
    this.#notes.replaceChildren();
    if (notes.length === 0) return;
    const items = notes
      .slice(0, 100)
      .map(({ line, text }) =>
        element("li", {}, printable(`${line === null ? "" : `line ${line}: `}${text}`)),
      );
    const summary = element("summary", {}, `What was dropped, joined or assumed (${notes.length})`);
    this.#notes.replaceChildren(element("details", {}, summary, element("ul", {}, ...items)));
  }

  seed(): number | null {
    const text = this.#seed.value.trim();
    return /^\d{1,15}$/.test(text) ? Number(text) : null;
  }

  /** The run as it is known; null until the log could be read. */
  run(number: number) {
    if (this.#imported === null) return null;
    const { log, summary } = this.#imported;
    const file = `run-${number}.jsonl${log.type === "application/gzip" || (this.#file.name.endsWith(".gz") && log === this.#file) ? ".gz" : ""}`;
    const address = this.#address.value.trim();
    const inFolder = this.#setting.ruleset.limits.samples_in_folder;
    const name = inFolder ? `samples-${number}.npz` : address;
    const samples = this.#samples && { name, sha256: this.#samples.sha256 };
    return {
      file,
      summary,
      seed: this.seed(),
      log,
      samples,
      samplesFile: inFolder ? (this.#samples?.file ?? null) : null,
    };
  }
}
