type Fragment = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly Fragment[];
  readonly allOf?: readonly Fragment[];
  readonly items?: Fragment;
  readonly properties?: Readonly<Record<string, Fragment>>;
};

const digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** Text for the patterns that have no example of their own. */
function textFor(pattern: string | undefined): string {
  const candidates = [
    "text",
    "2026-01-30",
    digest,
    digest.slice(0, 40),
    "https://example.org/x",
    "0000-0002-1825-0097",
    "run-1.jsonl",
  ];
  const fits = new RegExp(pattern ?? "", "u");
  const found = candidates.find((candidate) => fits.test(candidate));
  if (found === undefined) throw new Error(`no candidate for ${pattern}`);
  return found;
}

/** A document with every field that a schema names, optional ones too, made from its examples. */
export function exampleOf(fragment: Fragment): unknown {
  if (fragment.const !== undefined) return fragment.const;
  if (fragment.examples?.length) return fragment.examples[0];
  if (fragment.enum?.length) return fragment.enum[0];
  if (fragment.anyOf?.[0]) return exampleOf(fragment.anyOf[0]);
  if (fragment.type === "array") return fragment.items ? [exampleOf(fragment.items)] : [];
  if (fragment.type === "object") {
    const fields = Object.entries(fragment.properties ?? {});
    return Object.fromEntries(fields.map(([key, inner]) => [key, exampleOf(inner)]));
  }
  if (fragment.type === "boolean") return true;
  if (fragment.type === "string") return textFor(fragment.pattern);
  const least =
    fragment.minimum ??
    (fragment.exclusiveMinimum === undefined ? 1 : fragment.exclusiveMinimum + 1);
  return Math.min(Math.max(least, 1), fragment.maximum ?? Number.POSITIVE_INFINITY);
}
