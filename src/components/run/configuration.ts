import type { Result } from "../../schemas/result.ts";
import { count, dollars, given } from "../numbers.ts";
import { devices } from "./summary.ts";

/** One line of an entry's configuration. */
export type Setting = { readonly group: string; readonly name: string; readonly value: string };

const readable = (key: string) => key.replaceAll("_", " ");

/** A value of any shape as one line of text. */
function valueText(value: unknown): string {
  if (typeof value === "number") return Number.isInteger(value) ? count(value) : String(value);
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  if (typeof value === "object" && value !== null) {
    const parts = Object.entries(value).map(
      ([key, inner]) => `${readable(key)} ${valueText(inner)}`,
    );
    return parts.join(", ");
  }
  return String(value);
}

const settingsOf = (group: string, of: object): Setting[] =>
  Object.entries(of).map(([key, value]) => ({
    group,
    name: readable(key),
    value: valueText(value),
  }));

/** Everything that result.json says about how the model was made, as lines. */
export function configuration(result: Result): Setting[] {
  const { model, hardware, training, sampling, external_modules: modules } = result;
  const price = hardware.usd_per_hour;
  return [
    ...settingsOf("Model", { architecture: model.architecture, parameters: model.parameters }),
    ...settingsOf("Training", training),
    ...settingsOf("Sampling", { ...sampling, seed: String(sampling.seed) }),
    ...modules.flatMap(({ name, ...module }) => settingsOf(`External module: ${name}`, module)),
    ...settingsOf("Hardware", {
      devices: devices(hardware),
      machines: hardware.nodes,
      ...(price === undefined
        ? {}
        : { price: `${price >= 1 ? dollars(price) : `$${given(price)}`} per device and hour` }),
    }),
    ...settingsOf("Code", result.code),
  ];
}

export type Difference = Setting & { readonly before: string };

/** Settings that differ between two entries. The code's commit always does and is left out. */
export function differences(result: Result, before: Result): Difference[] {
  const key = (one: Setting) => `${one.group}: ${one.name}`;
  const skipped = new Set(["Code: commit"]);
  const earlier = new Map(configuration(before).map((one) => [key(one), one]));
  const now = new Map(configuration(result).map((one) => [key(one), one]));
  const keys = new Set([...now.keys(), ...earlier.keys()]);
  return [...keys].flatMap((at) => {
    const [is, was] = [now.get(at), earlier.get(at)];
    const setting = is ?? was;
    if (setting === undefined || is?.value === was?.value || skipped.has(at)) return [];
    return [{ ...setting, value: is?.value ?? "–", before: was?.value ?? "–" }];
  });
}
