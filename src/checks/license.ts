import { type Finding, finding } from "../findings/finding.ts";
import { nearest } from "./nearest.ts";
import { type Case, textAt } from "./submission.ts";

/** SPDX ids in use for code and models; anything else asks a reviewer. */
const known = [
  "0BSD",
  "AGPL-3.0-only",
  "AGPL-3.0-or-later",
  "Apache-2.0",
  "Artistic-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BSL-1.0",
  "CC-BY-4.0",
  "CC-BY-NC-4.0",
  "CC-BY-NC-SA-4.0",
  "CC-BY-SA-4.0",
  "CC0-1.0",
  "EPL-2.0",
  "EUPL-1.2",
  "GPL-2.0-only",
  "GPL-2.0-or-later",
  "GPL-3.0-only",
  "GPL-3.0-or-later",
  "ISC",
  "LGPL-2.1-only",
  "LGPL-2.1-or-later",
  "LGPL-3.0-only",
  "LGPL-3.0-or-later",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "Unlicense",
  "Zlib",
];

/** The licence of the code is one that readers recognise. */
export function license({ submission: { result } }: Case): Finding[] {
  const value = textAt(result?.value, "code", "license");
  if (!result || value === undefined || known.includes(value)) return [];
  const place = {
    file: "result.json",
    pointer: "/code/license",
    ...result.at(["code", "license"]),
  };
  const meant = nearest(value.replaceAll(" ", "-"), known);
  return [finding("license-unknown", place, { value, nearest: meant })];
}
