import { bytes } from "../components/numbers.ts";
import { printable } from "../findings/render/printable.ts";
import type { Outcome, PickedFolder } from "./conversation.ts";
import { element } from "./element.ts";

/** What GitHub takes through its page; larger files need git. */
const LARGEST_UPLOAD = 25_000_000;
const MOST_UPLOADS = 100;

function uploadWords(path: string, names: readonly string[]): HTMLElement[] {
  const list = names.map((name) => element("li", {}, element("code", {}, printable(name))));
  return [
    element(
      "p",
      {},
      "GitHub opens its own page for ",
      element("code", {}, printable(`content/${path}`)),
      ". Drop these files there, without the folder around them:",
    ),
    element("ul", {}, ...list),
    element(
      "p",
      {},
      "Then choose “Propose changes”: GitHub makes a fork and opens the pull request, on which this very check runs again.",
    ),
  ];
}

/** Where a clean folder goes. `upload` is the address of GitHub's page for the content tree. */
export function nextStep(outcome: Outcome, folder: PickedFolder, upload: string): HTMLElement[] {
  if (!outcome.accepted) return [];
  const files = folder.files.filter(({ name }) => outcome.toBring.includes(name));
  const large = files.filter(({ file }) => file.size > LARGEST_UPLOAD);
  const heading = element("h2", {}, "Hand it in");
  const known = outcome.exists
    ? [element("p", {}, "An entry of this name is there already; this would change its files.")]
    : [];
  if (large.length > 0 || files.length > MOST_UPLOADS) {
    const why =
      large.length > 0
        ? `${large.map(({ name, file }) => `${printable(name)} (${bytes(file.size)})`).join(", ")}: GitHub’s page takes files up to ${bytes(LARGEST_UPLOAD)}.`
        : `GitHub’s page takes up to ${MOST_UPLOADS} files at once.`;
    const words = `${why} Add the folder as content/${outcome.path} with git, and open a pull request.`;
    return [heading, ...known, element("p", {}, printable(words))];
  }
  const address = upload + outcome.path.split("/").map(encodeURIComponent).join("/");
  const button = { class: "button primary", href: address, target: "_blank", rel: "noopener" };
  return [
    heading,
    ...known,
    element("p", {}, element("a", button, "Add the files on GitHub")),
    ...uploadWords(outcome.path, outcome.toBring),
  ];
}
