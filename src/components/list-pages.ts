/** How many rows a list shows on one page. */
export const PAGE_SIZE = 100;

/** One page of a long list, as Pager.astro shows it. */
export type ListPage<T> = {
  readonly data: readonly T[];
  readonly total: number;
  readonly currentPage: number;
  readonly lastPage: number;
  /** Address of what it shows as CSV. */
  readonly csv: string;
  readonly url: { readonly prev: string | undefined; readonly next: string | undefined };
};

/**
 * A list in pages below one address. The first lies at the address itself, the others at
 * `<address><word>/<number>/`: the word keeps them apart from what else lies below it, since an
 * account or a technique may be called "2".
 */
export function listPages<T>(
  items: readonly T[],
  address: string,
  word: string,
  size = PAGE_SIZE,
): { readonly rest: string | undefined; readonly page: ListPage<T> }[] {
  const lastPage = Math.max(1, Math.ceil(items.length / size));
  const restOf = (number: number) => (number === 1 ? undefined : `${word}/${number}`);
  const urlOf = (number: number) => {
    if (number < 1 || number > lastPage) return undefined;
    return number === 1 ? address : `${address}${restOf(number)}/`;
  };
  return Array.from({ length: lastPage }, (_, index) => {
    const currentPage = index + 1;
    return {
      rest: restOf(currentPage),
      page: {
        data: items.slice(index * size, currentPage * size),
        total: items.length,
        currentPage,
        lastPage,
        csv: `${address}${word}/${currentPage}.csv`,
        url: { prev: urlOf(currentPage - 1), next: urlOf(currentPage + 1) },
      },
    };
  });
}
