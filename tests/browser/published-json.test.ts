import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, inject, test } from "vitest";
import { publishedFiles } from "../../src/published-files.ts";
import { fixtureBase } from "./build-sites.ts";

const listed = publishedFiles.flatMap(({ files }) =>
  files.map((file) => ({ ...file, form: formOf(file.path) })),
);

/** What an address in the list of files matches: brackets are one part of a path, or a whole one. */
function formOf(path: string): RegExp {
  const parts = path.split(/(<\w+>)/).map((part) => {
    if (part === "<path>") return ".+";
    return /^<\w+>$/.test(part) ? "[^/]+" : part.replaceAll(".", "\\.");
  });
  return new RegExp(`^${parts.join("")}$`);
}

/** Which published schema a published file meets; null where the list names none for it. */
function schemaOf(path: string, document: unknown): string | null {
  const schema = listed.find(({ form }) => form.test(`/${path}`))?.schema ?? null;
  // A made-up entry is a result.json like any other.
  const example = /^rulesets\/[^/]+\/example\/[^/]+\/result\.json$/.test(path);
  if (!example && !schema?.includes("<")) return schema;
  const { ruleset, track } = document as { ruleset: string; track: string };
  return `${ruleset}/${track}.schema.json`;
}

describe.each([
  ["the site of content/", inject("site")],
  ["the site of the fixtures", join(inject("fixtureHost"), fixtureBase)],
])("%s", (_, folder) => {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), "utf8"));
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  const compiled = new Map<string, ValidateFunction>();
  for (const path of globSync("**/*.schema.json", { cwd: join(folder, "schemas") })) {
    compiled.set(path, ajv.compile(read(join("schemas", path)) as object));
  }
  const files = globSync("**/*.json", { cwd: folder }).filter(
    (path) => !/^(schemas|pagefind)\//.test(path),
  );

  test("publishes no JSON without a schema, and none that its schema refuses", () => {
    expect(files.length).toBeGreaterThan(15);
    for (const path of files) {
      const document = read(path);
      const validate = compiled.get(schemaOf(path, document) ?? "");
      expect(validate, `${path} has no published schema`).toBeDefined();
      expect(validate?.(document), `${path}: ${JSON.stringify(validate?.errors)}`).toBe(true);
    }
  });

  test("lists every kind of file that it publishes, and none that it does not", () => {
    const published = globSync("**/*.*", { cwd: folder })
      .filter((path) => !/\.html$|^(pagefind|_astro)\/|^favicon\.svg$|^sitemap-0\.xml$/.test(path))
      .map((path) => `/${path}`);
    const unlisted = published.filter((path) => !listed.some(({ form }) => form.test(path)));
    expect(unlisted).toEqual([]);
    const page = readFileSync(join(folder, "api", "index.html"), "utf8").replaceAll(
      /<wbr[^>]*>/g,
      "",
    );
    for (const { path, form, always } of listed) {
      expect(page).toContain(path.replaceAll("<", "&lt;").replaceAll(">", "&gt;"));
      if (always || !path.includes("<")) expect(published.some((one) => form.test(one))).toBe(true);
    }
  });

  test("publishes schemas that refuse a document without one of its fields", () => {
    const tried = new Set<string>();
    for (const path of files) {
      const document = read(path);
      const schema = schemaOf(path, document) ?? "";
      const validate = compiled.get(schema);
      const whole = Array.isArray(document) ? document[0] : document;
      if (tried.has(schema) || !validate || typeof whole !== "object" || whole === null) continue;
      tried.add(schema);
      const [first = ""] = Object.keys(whole).filter((key) => key !== "$schema");
      const { [first]: _left, ...rest } = whole as Record<string, unknown>;
      expect(validate(Array.isArray(document) ? [rest] : rest), `${schema}, ${first}`).toBe(false);
    }
    expect(tried.size).toBeGreaterThan(9);
  });
});
