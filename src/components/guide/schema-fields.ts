import type { JsonSchema } from "../../schemas/tightening.ts";

/** One field of a JSON Schema, flattened: what a person filling it in needs to know. */
export type SchemaField = {
  /** Dotted path; `[]` stands for each item of a list. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string | null;
  readonly example: string | null;
};

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const schemasOf = (value: unknown): JsonSchema[] =>
  Array.isArray(value) ? value.filter(isSchema) : [];

const typeNames: Record<string, string> = {
  integer: "whole number",
  number: "number",
  string: "text",
  boolean: "true or false",
  array: "list",
  object: "object",
  null: "null",
};

/** A field's type in words; a choice names its values. */
function typeOf(schema: JsonSchema): string {
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => String(value)).join(" | ");
  const variants = schemasOf(schema.anyOf);
  if (variants.length > 0) return [...new Set(variants.map(typeOf))].join(" or ");
  if (schema.type === "array") {
    const items = isSchema(schema.items) ? typeOf(schema.items) : "anything";
    return items === "object" ? "list of objects" : `list of ${items}`;
  }
  return typeNames[String(schema.type)] ?? "anything";
}

function exampleOf(schema: JsonSchema): string | null {
  const first = Array.isArray(schema.examples) ? schema.examples[0] : undefined;
  return first === undefined ? null : JSON.stringify(first);
}

/** A description of the field itself, or of the first variant that has one. */
function descriptionOf(schema: JsonSchema): string | null {
  if (typeof schema.description === "string") return schema.description;
  const described = schemasOf(schema.anyOf).find((variant) => variant.description !== undefined);
  return described ? descriptionOf(described) : null;
}

/** Fields of an object schema in the order written, each followed by those inside it. */
export function schemaFields(schema: JsonSchema, prefix = ""): SchemaField[] {
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties).flatMap(([name, property]) => {
    if (!isSchema(property)) return [];
    const path = `${prefix}${name}`;
    const field: SchemaField = {
      path,
      type: typeOf(property),
      required: required.includes(name),
      description: descriptionOf(property),
      example: exampleOf(property),
    };
    return [field, ...inside(property, path)];
  });
}

function inside(schema: JsonSchema, path: string): SchemaField[] {
  if (schema.type === "array" && isSchema(schema.items)) {
    return schemaFields(schema.items, `${path}[].`);
  }
  const variants = schemasOf(schema.anyOf).flatMap((variant) => schemaFields(variant, `${path}.`));
  return [...schemaFields(schema, `${path}.`), ...variants];
}
