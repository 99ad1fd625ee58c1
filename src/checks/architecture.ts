import { type Finding, finding } from "../findings/finding.ts";
import { type Case, numberAt, textAt } from "./submission.ts";

/** How far apart statement and derivation may lie: heads, embeddings and conditioning vary. */
const FACTOR = 3;
/** Attention 4, MLP 8, adaLN up to 6 times width² a block (DiT, arXiv 2212.09748). */
const PER_BLOCK = 12;
const PER_BLOCK_MODULATED = 18;

/** Parameters of a transformer from "depth 12, width 768", or null where the text says less. */
export function derivedParameters(architecture: string): number | null {
  const depth = /\bdepth\s*[:=]?\s*(\d{1,4})\b|\b(\d{1,4})\s+(?:layers|blocks)\b/i.exec(
    architecture,
  );
  const width = /\b(?:width|dim|hidden(?: size)?)\s*[:=]?\s*(\d{1,6})\b/i.exec(architecture);
  const layers = Number(depth?.[1] ?? depth?.[2]);
  const wide = Number(width?.[1]);
  if (!(layers > 0) || !(wide > 0)) return null;
  const perBlock = /\b(DiT|SiT|adaLN)/i.test(architecture) ? PER_BLOCK_MODULATED : PER_BLOCK;
  return layers * perBlock * wide * wide;
}

/** The number of parameters fits the architecture in words, roughly. */
export function architecture({ submission: { result }, ruleset }: Case): Finding[] {
  const text = textAt(result?.value, "model", "architecture");
  const stated = numberAt(result?.value, "model", "parameters");
  const derived = derivedParameters(text ?? "");
  if (!result || text === undefined || stated === undefined || derived === null) return [];
  if (stated <= derived * FACTOR && stated >= derived / FACTOR) return [];
  // A count that is not plausible at all is told by another rule.
  if (stated < (ruleset?.limits.parameters.minimum ?? 0)) return [];
  const path = ["model", "parameters"];
  const place = { file: "result.json", pointer: "/model/parameters", ...result.at(path) };
  return [finding("architecture-mismatch", place, { stated, derived, architecture: text })];
}
