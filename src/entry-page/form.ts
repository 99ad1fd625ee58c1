import { element, worded } from "../check-page/element.ts";
import type { Finding } from "../findings/finding.ts";
import { printable } from "../findings/render/printable.ts";
import type { Field, Section, Values } from "./fields.ts";

/** The form: one input for each field, with what the check says of it underneath. */

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Shown = { readonly field: Field; readonly input: Input; readonly said: HTMLElement };

const idOf = (key: string) => `field${key.replaceAll(/[^a-z0-9]+/gi, "-")}`;

function inputFor({ key, kind, choices }: Field): Input {
  const id = idOf(key);
  if (kind === "choice") {
    const empty = element("option", { value: "" }, "choose …");
    const options = (choices ?? []).map(({ value, text }) => element("option", { value }, text));
    return element("select", { id }, empty, ...options);
  }
  if (kind === "lines" || kind === "long") return element("textarea", { id, rows: 3 });
  if (kind === "check") return element("input", { id, type: "checkbox" });
  const inputmode = kind === "number" ? "decimal" : "text";
  return element("input", {
    id,
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    inputmode,
  });
}

/** Buttons that put a line into a field, or take it out again. */
function offers(offered: readonly string[], input: Input, onChange: () => void): HTMLElement[] {
  if (offered.length === 0) return [];
  const lines = () => input.value.split("\n").filter((line) => line.trim() !== "");
  const buttons = offered.map((name) => {
    const button = element("button", { type: "button", class: "button small" }, name);
    const mark = () => button.setAttribute("aria-pressed", String(lines().includes(name)));
    button.addEventListener("click", () => {
      const without = lines().filter((line) => line !== name);
      input.value = [...without, ...(lines().includes(name) ? [] : [name])].join("\n");
      mark();
      onChange();
    });
    input.addEventListener("input", mark);
    mark();
    return button;
  });
  return [
    element("div", { class: "offers", role: "group", "aria-label": "Names in use" }, ...buttons),
  ];
}

const valueOfInput = (input: Input): string =>
  input instanceof HTMLInputElement && input.type === "checkbox"
    ? String(input.checked)
    : input.value;

export class Form {
  readonly #shown: Shown[] = [];
  readonly element: HTMLElement;

  constructor(sections: readonly Section[], values: Values, onChange: () => void) {
    const parts = sections.map(({ title, fields }) =>
      element(
        "fieldset",
        {},
        element("legend", {}, title),
        ...fields.map((field) => this.#row(field, values[field.key] ?? "", onChange)),
      ),
    );
    this.element = element("div", { class: "fields" }, ...parts);
  }

  #row(field: Field, value: string, onChange: () => void): HTMLElement {
    const input = inputFor(field);
    const said = element("p", { class: "said", id: `${input.id}-said` });
    const hint = element("span", { class: "hint", id: `${input.id}-hint` }, field.hint ?? "");
    input.setAttribute("aria-describedby", `${said.id} ${hint.id}`);
    if (input instanceof HTMLInputElement && input.type === "checkbox")
      input.checked = value === "true";
    else input.value = value;
    input.addEventListener("input", onChange);
    this.#shown.push({ field, input, said });
    const label = element("label", { for: input.id }, ...worded(field.label));
    const below = offers(field.offered ?? [], input, onChange);
    const rows =
      field.kind === "check" ? [input, label, said] : [label, input, hint, ...below, said];
    return element("div", { class: `field ${field.kind}` }, ...rows);
  }

  values(): Values {
    return Object.fromEntries(
      this.#shown.map(({ field, input }) => [field.key, valueOfInput(input)]),
    );
  }

  /** Shows at each field what the check says of it; returns the findings that belong to none. */
  tell(findings: readonly Finding[]): Finding[] {
    const told = new Set<Finding>();
    for (const { field, input, said } of this.#shown) {
      const about = findings.filter(
        ({ file, pointer }) =>
          file === "result.json" &&
          pointer !== null &&
          (pointer === field.key || pointer.startsWith(`${field.key}/`)),
      );
      for (const one of about) told.add(one);
      const blank = about.every(({ code }) => code === "blank-left");
      const wrong = about.some(({ severity }) => severity === "error") && !blank;
      input.setAttribute("aria-invalid", String(wrong));
      said.className = wrong ? "said wrong" : "said";
      // A field that is still empty needs no explanation of what a blank is.
      said.textContent = blank
        ? ""
        : about.map((one) => printable(`${one.message} ${one.fix}`)).join(" ");
      if (blank && about.length > 0) told.add(about[0] as Finding);
    }
    return findings.filter((one) => !told.has(one));
  }

  /** Labels of the fields that are still empty, among those that the check asks for. */
  empty(findings: readonly Finding[]): string[] {
    const blanks = findings.filter(({ code }) => code === "blank-left");
    return this.#shown
      .filter(({ field }) =>
        blanks.some(({ pointer }) => pointer === field.key || pointer?.startsWith(`${field.key}/`)),
      )
      .map(({ field }) => field.label);
  }
}
