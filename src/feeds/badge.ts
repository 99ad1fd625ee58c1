import { seconds } from "../components/numbers.ts";
import type { RegistrySubmission, Standing } from "../registry/types.ts";
import { escapeXml } from "./xml.ts";

/** Colours of the right half; dark enough for white letters (4.5 to 1 and more). */
const colours: Record<Standing, string> = {
  claimed: "#4b5563",
  verified: "#00694e",
  reproduced: "#00694e",
  refuted: "#ad2419",
  disputed: "#8a5300",
  retracted: "#4b5563",
  disqualified: "#ad2419",
  unranked: "#4b5563",
};

/** Width that a text takes in 11 px Verdana or the like, generously. Unit: pixels. */
const room = (text: string) => Math.ceil([...text].length * 6.9) + 16;

/** What the badge of an entry says on its right side. */
export function badgeWords(entry: RegistrySubmission): string {
  const time = entry.time_to_target_seconds;
  const place = entry.rank === null ? "" : ` · #${entry.rank}`;
  const stands = entry.rank !== null || entry.standing === "claimed";
  return `${time !== null && stands ? `${seconds(time)} · ` : ""}${entry.standing}${place}`;
}

/** A badge for a README: one small SVG with a title, that loads nothing. */
export function badge(entry: RegistrySubmission): string {
  const [left, right] = ["ImageGen SpeedRun", badgeWords(entry)];
  const [a, b] = [room(left), room(right)];
  const label = escapeXml(`${left}: ${right}`);
  const text = (words: string, middle: number) =>
    `<text x="${middle}" y="14" text-anchor="middle">${escapeXml(words)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${a + b}" height="20" role="img" aria-label="${label}"><title>${label}</title><clipPath id="r"><rect width="${a + b}" height="20" rx="3"/></clipPath><g clip-path="url(#r)"><rect width="${a}" height="20" fill="#1f2937"/><rect x="${a}" width="${b}" height="20" fill="${colours[entry.standing]}"/></g><g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(left, a / 2)}${text(right, a + b / 2)}</g></svg>
`;
}
