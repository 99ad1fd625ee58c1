const indexes = new WeakMap<readonly { readonly id: string }[], Map<string, unknown>>();

/** Finds things of a list by their ids; the list is indexed once, however often it is asked. */
export function byId<Item extends { readonly id: string }>(
  list: readonly Item[],
  id: string | undefined,
): Item | undefined {
  let index = indexes.get(list) as Map<string, Item> | undefined;
  if (!index) {
    index = new Map(list.map((item) => [item.id, item]));
    indexes.set(list, index);
  }
  return id === undefined ? undefined : index.get(id);
}
