import { z } from "zod";

/** Words that several schemas share. Units stand in the field names; times are SI seconds. */

export const isoDate = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  .meta({ description: "Calendar date, YYYY-MM-DD.", examples: ["2026-01-30"] });

export const timestamp = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
  .meta({ description: "Moment in UTC, RFC 3339.", examples: ["2026-01-30T12:00:00Z"] });

export const identifier = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80)
  .meta({ description: "Lower-case words joined by hyphens.", examples: ["nano-dit"] });

export const metricId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .max(60)
  .meta({ description: "Id of a metric of the ruleset.", examples: ["fid_50k"] });

export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({
    description: "SHA-256 digest, 64 lower-case hexadecimal digits.",
    examples: ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  });

export const httpsUrl = z
  .string()
  .regex(/^https:\/\/[^\s"'<>\\]+$/)
  .max(500)
  .meta({ description: "An https:// address.", examples: ["https://example.org/run"] });

/** One file name inside the entry's own folder: no path separators, no leading dot. */
export const fileName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
  .max(120)
  .meta({
    description:
      "Name of a file in the submission folder; letters, digits, dot, hyphen, underscore.",
    examples: ["run-1.jsonl"],
  });

const VISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
  /^[^\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]*$/;

/**
 * A line of text a person wrote. Characters that are not seen but change what is (control characters,
 * marks of writing direction, line separators, spaces without width) are refused.
 */
export const plainText = (longest: number) => z.string().min(1).max(longest).regex(VISIBLE);

export const tolerance = z
  .union([
    z.strictObject({ relative: z.number().min(0).max(1) }),
    z.strictObject({ absolute: z.number().min(0) }),
  ])
  .meta({ description: "How far claim and measurement may lie apart." });
export type Tolerance = z.infer<typeof tolerance>;

export const imageByDigest = z
  .string()
  .regex(/^[a-z0-9][a-z0-9./_-]*@sha256:[0-9a-f]{64}$/)
  .meta({ description: "A container image, named by its digest: name@sha256:…" });
