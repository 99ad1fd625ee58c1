import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

/** GitHub's own description of its REST API; what it does not know, the stand-in does not answer. */

type Schema = Record<string, unknown>;
type Media = {
  readonly schema?: Schema;
  readonly examples?: Record<string, { $ref?: string; value?: unknown }>;
};
type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  schema: Schema;
};
type Operation = {
  readonly operationId: string;
  readonly parameters?: ({ $ref: string } | Parameter)[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Record<string, Media> };
  readonly responses: Record<string, { $ref?: string; content?: Record<string, Media> }>;
};
type Description = {
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
};

const file = createRequire(import.meta.url).resolve(
  "@octokit/openapi/generated/api.github.com.json",
);
let loaded: Description | undefined;
const description = (): Description =>
  (loaded ??= JSON.parse(readFileSync(file, "utf8")) as Description);

const NAME = "github";
let compiler: Ajv | undefined;
function ajv(): Ajv {
  if (compiler) return compiler;
  // OpenAPI 3.0's own keywords are no JSON Schema; `nullable` is Ajv's as well.
  compiler = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats.default(compiler, ["date-time", "uri", "email"]);
  compiler.addSchema({ $id: NAME, components: nullableEverywhere(description().components) });
  return compiler;
}

/** Ajv wants a type beside `nullable`; GitHub writes it beside references and alternatives as well. */
function nullableEverywhere(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nullableEverywhere);
  if (typeof value !== "object" || value === null) return value;
  const inner: Record<string, unknown> = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === "example" ? one : nullableEverywhere(one),
    ]),
  );
  if (typeof inner["$ref"] === "string") inner["$ref"] = `${NAME}${inner["$ref"]}`;
  if (inner["nullable"] !== true || "type" in inner) return inner;
  const { nullable: _, ...rest } = inner;
  return { anyOf: [{ type: "null" }, rest] };
}

const compiled = new Map<string, ValidateFunction>();
function validator(key: string, schema: Schema): ValidateFunction {
  const known = compiled.get(key);
  if (known) return known;
  const made = ajv().compile(nullableEverywhere(schema) as Schema);
  compiled.set(key, made);
  return made;
}

function problems(key: string, schema: Schema, value: unknown): string[] {
  const validate = validator(key, schema);
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .slice(0, 5)
    .map(({ instancePath, message }) => `${key}${instancePath}: ${message}`);
}

function resolved<Value>(value: Value | { $ref: string }): Value {
  const ref = (value as { $ref?: string }).$ref;
  if (ref === undefined) return value as Value;
  const parts = ref.replace("#/", "").split("/");
  return parts.reduce<unknown>(
    (inner, key) => (inner as Record<string, unknown>)[key],
    description(),
  ) as Value;
}

export type Call = {
  readonly operation: Operation;
  /** Of the path, as the description names them. */
  readonly parameters: Readonly<Record<string, string>>;
};

type Template = { readonly pattern: RegExp; readonly names: readonly string[] };
const templates = new Map<string, Template>();

/** A path's template as a pattern. A reference or a path inside it may hold slashes. */
function templateOf(template: string): Template {
  const known = templates.get(template);
  if (known) return known;
  const names: string[] = [];
  const source = template
    .replaceAll(/[.+?^$()[\]\\|]/g, "\\$&")
    .replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
      names.push(name);
      return ["ref", "path", "basehead"].includes(name) ? "(.+)" : "([^/]+)";
    });
  const made = { pattern: new RegExp(`^${source}$`), names };
  templates.set(template, made);
  return made;
}

/** The operation that a request means, or null where GitHub has none. Literal paths win. */
export function operationOf(method: string, path: string): Call | null {
  const found = Object.entries(description().paths)
    .filter(
      ([template, methods]) =>
        methods[method.toLowerCase()] && templateOf(template).pattern.test(path),
    )
    .toSorted(([a], [b]) => a.split("{").length - b.split("{").length || b.length - a.length);
  const [template, methods] = found[0] ?? [];
  const operation = methods?.[method.toLowerCase()];
  if (!template || !operation) return null;
  const { pattern, names } = templateOf(template);
  const values = pattern.exec(path)?.slice(1) ?? [];
  return {
    operation,
    parameters: Object.fromEntries(
      names.map((name, index) => [name, decodeURIComponent(values[index] ?? "")]),
    ),
  };
}

const asQueryValue = (schema: Schema, text: string): unknown => {
  if (schema["type"] === "integer") return Number(text);
  return schema["type"] === "boolean" ? text === "true" : text;
};

/** What GitHub would not understand in a request. */
export function requestProblems(
  { operation, parameters }: Call,
  query: URLSearchParams,
  body: unknown,
): string[] {
  const id = operation.operationId;
  const declared = (operation.parameters ?? []).map((one) => resolved<Parameter>(one));
  const found: string[] = [];
  for (const one of declared) {
    const text =
      one.in === "path" ? parameters[one.name] : one.in === "query" ? query.get(one.name) : null;
    if (text === null || text === undefined) {
      if (one.required && one.in !== "header") found.push(`${id}: ${one.name} is missing`);
      continue;
    }
    const value = asQueryValue(resolved<Schema>(one.schema), text);
    found.push(...problems(`${id} ${one.in} ${one.name}`, one.schema, value));
  }
  const known = new Set(declared.map(({ name }) => name));
  for (const name of query.keys())
    if (!known.has(name)) found.push(`${id}: there is no parameter ${name}`);
  const schema = operation.requestBody?.content["application/json"]?.schema;
  if (schema && (body !== undefined || operation.requestBody?.required)) {
    found.push(
      ...problems(`${id} body`, schema, body ?? {}),
      ...unknownKeys(id, resolved<Schema>(schema), body),
    );
  }
  return found;
}

/** GitHub ignores what it does not know; we want to hear of it. */
function unknownKeys(id: string, schema: Schema, body: unknown): string[] {
  const properties = schema["properties"];
  if (
    typeof properties !== "object" ||
    properties === null ||
    typeof body !== "object" ||
    body === null
  )
    return [];
  return Object.keys(body)
    .filter((key) => !Object.hasOwn(properties, key))
    .map((key) => `${id} body: there is no field ${key}`);
}

/** In what an answer of ours differs from what GitHub answers. */
export function responseProblems({ operation }: Call, status: number, body: unknown): string[] {
  const response = operation.responses[String(status)];
  const id = operation.operationId;
  if (!response) return status >= 400 ? [] : [`${id}: GitHub never answers ${status}`];
  const schema = resolved<{ content?: Record<string, Media> }>(response as never).content?.[
    "application/json"
  ]?.schema;
  return schema === undefined || status >= 400 ? [] : problems(`${id} ${status}`, schema, body);
}

/** GitHub's published example of an answer: what we do not model is taken from it. */
export function exampleOf(operationId: string, status = 200): unknown {
  for (const methods of Object.values(description().paths)) {
    for (const operation of Object.values(methods)) {
      if (operation.operationId !== operationId) continue;
      const examples =
        operation.responses[String(status)]?.content?.["application/json"]?.examples ?? {};
      const [first] = Object.values(examples);
      if (first) return structuredClone(resolved<{ value: unknown }>(first as never).value);
    }
  }
  throw new Error(`GitHub shows no example of ${operationId} ${status}`);
}
