import { fileURLToPath } from "node:url";

/** Absolute path of the checkout that this code lies in, with a final slash. */
export const repositoryRoot = fileURLToPath(new URL("..", import.meta.url));

/** The content tree of this checkout; every verb takes another one by --content. */
export const ownContent = `${repositoryRoot}content`;
