/** The part of Pagefind's programming interface that the search uses (pagefind.app/docs/api). */
export type Pagefind = {
  options(settings: { baseUrl: string }): Promise<void>;
  search(
    words: string,
    options?: { filters?: Readonly<Record<string, string>> },
  ): Promise<{ readonly results: readonly { data(): Promise<Found> }[] }>;
};

/** A page that was found. The excerpt is HTML: escaped text with `mark` around the words. */
export type Found = {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: { readonly title?: string };
  readonly filters: Readonly<Record<string, readonly string[]>>;
};

/** Fetches the index's program; nothing of it is on a page before somebody searches. */
export async function loadPagefind(bundle: string, baseUrl: string): Promise<Pagefind> {
  const pagefind: Pagefind = await import(/* @vite-ignore */ `${bundle}pagefind.js`);
  await pagefind.options({ baseUrl });
  return pagefind;
}
