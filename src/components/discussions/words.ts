import { nameOf } from "../../discussions/mirror.ts";
import type { Discussion, Reply } from "../../schemas/discussion.ts";
import { untrustedMarkdown } from "../markdown/untrusted.ts";

export const kinds: Record<Discussion["kind"], string> = {
  issue: "Issue",
  pull: "Pull request",
  discussion: "Discussion",
};

/** GitHub's names of reactions, as people know them. */
const signs: Record<string, readonly [sign: string, name: string]> = {
  "+1": ["👍", "thumbs up"],
  THUMBS_UP: ["👍", "thumbs up"],
  "-1": ["👎", "thumbs down"],
  THUMBS_DOWN: ["👎", "thumbs down"],
  laugh: ["😄", "laugh"],
  LAUGH: ["😄", "laugh"],
  hooray: ["🎉", "hooray"],
  HOORAY: ["🎉", "hooray"],
  confused: ["😕", "confused"],
  CONFUSED: ["😕", "confused"],
  heart: ["❤️", "heart"],
  HEART: ["❤️", "heart"],
  rocket: ["🚀", "rocket"],
  ROCKET: ["🚀", "rocket"],
  eyes: ["👀", "eyes"],
  EYES: ["👀", "eyes"],
};

/** Reactions with how many there are; kinds that nobody here knows are named as they are. */
export const reactionsOf = ({ reactions }: Pick<Reply, "reactions">) =>
  Object.entries(reactions).map(([kind, count]) => {
    const [sign, name] = signs[kind] ?? [kind, kind];
    return { sign, name, count };
  });

export const threadPath = (thread: Pick<Discussion, "kind" | "number">) =>
  `/discussions/${nameOf(thread)}/`;

/** Comments of a thread with their replies. */
export const countOf = ({ comments }: Discussion): number =>
  comments.reduce((sum, { replies }) => sum + 1 + replies.length, 0);

/** What stands where a text was. */
export const goneWords = {
  deleted: "Deleted on GitHub.",
  removed: "Removed here at its author's request.",
} as const;

/** Texts of a thread stand below headings of level 2. */
export const render = untrustedMarkdown(2, { linkAddresses: true });
