import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { site } from "../../src/site.ts";

/** The part of GitHub's syntax for issue forms that is used here. */
const text = z.string().min(1);
const attributes = z.strictObject({
  label: text.optional(),
  description: text.optional(),
  placeholder: text.optional(),
  value: text.optional(),
  options: z.array(z.strictObject({ label: text })).optional(),
});
const form = z.strictObject({
  name: text,
  description: text,
  title: text.optional(),
  labels: z.array(text).default([]),
  body: z
    .array(
      z.strictObject({
        type: z.enum(["markdown", "input", "textarea", "checkboxes"]),
        id: z
          .string()
          .regex(/^[\w-]+$/)
          .optional(),
        attributes,
        validations: z.strictObject({ required: z.boolean() }).optional(),
      }),
    )
    .min(1),
});
const forms = globSync(".github/ISSUE_TEMPLATE/*.yml")
  .filter((path) => !path.endsWith("config.yml"))
  .toSorted();

test("there are forms for disputes, problems and proposals", () => {
  expect(forms.map((path) => path.split("/").at(-1))).toEqual([
    "dispute.yml",
    "problem.yml",
    "proposal.yml",
  ]);
});

test.each(forms)("%s is a form, and what it labels as a record is mirrored", (path) => {
  const { labels, body } = form.parse(parse(readFileSync(path, "utf8")));
  for (const label of labels) expect(site.mirroredLabels).toContain(label);
  const ids = body.flatMap(({ id }) => (id === undefined ? [] : [id]));
  expect(new Set(ids).size).toBe(ids.length);
});

test("a proposal becomes part of the record", () => {
  const { labels } = form.parse(parse(readFileSync(".github/ISSUE_TEMPLATE/proposal.yml", "utf8")));
  expect(labels).toEqual(["governance"]);
});
