/**
 * Address of a page or file within this build: puts the base path, under which the site is served,
 * before a path that starts with a slash. Every internal link goes through here.
 */
export const to = (path: string): string =>
  `${import.meta.env.BASE_URL.replace(/\/$/, "")}/${path.replace(/^\//, "")}`;
