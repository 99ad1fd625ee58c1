import { type Finding, finding } from "../findings/finding.ts";
import { type Case, listAt, textAt } from "./submission.ts";

/** Pretrained encoders and tokenizers, and the methods that need one. */
const MODULES =
  /\b(DINO(?:v[123])?(?:-[A-Z]\/?\d*)?|CLIP|SigLIP(?:2)?|I-JEPA|MoCo(?:v3)?|REPA(?:-E)?|SD-VAE|INVAE|VA-VAE|VGG-?\d*|Inception-?v3)\b/;

/** Whoever speaks of an external module declares it; `notes` is where one says it was not used. */
export function undeclaredModules({ submission: { result }, ruleset }: Case): Finding[] {
  if (!result || !ruleset || listAt(result.value, "external_modules").length > 0) return [];
  const texts: [string, (string | number)[]][] = [
    ["title", ["title"]],
    ["architecture", ["model", "architecture"]],
    ...listAt(result.value, "model", "changes").map((_, index): [string, (string | number)[]] => [
      "list of changes",
      ["model", "changes", index],
    ]),
  ];
  for (const [where, path] of texts) {
    const word = MODULES.exec(textAt(result.value, ...path) ?? "")?.[1];
    if (word === undefined) continue;
    const place = { file: "result.json", pointer: `/${path.join("/")}`, ...result.at(path) };
    return [finding("external-module-undeclared", place, { word, where })];
  }
  return [];
}
