import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Frozen } from "../schemas/frozen.ts";
import type { RulesetTexts } from "./types.ts";

/** The one line that changes in a published ruleset: one day a newer version supersedes it. */
const STATUS = /^status:[^\n]*$/m;

const digest = (text: string) => bytesToHex(sha256(utf8ToBytes(text)));

/** What `frozen.json` keeps of a ruleset: SHA-256 of its prose, and of its data but for the status. */
export const digestsOf = ({ data, prose }: RulesetTexts): Frozen[string] => ({
  "ruleset.yaml": digest(data.replace(STATUS, "status: *")),
  "index.mdx": digest(prose),
});

/** The text of `frozen.json`, in the order of the ids. */
export function frozenText(frozen: Frozen): string {
  const sorted = Object.entries(frozen).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}
