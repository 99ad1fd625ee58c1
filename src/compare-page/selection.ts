/** What the address of the page says: which entries, which metric, along which axis. */
export type Selection = {
  readonly entries: readonly string[];
  /** Null: the target's metric. */
  readonly metric: string | null;
  readonly axis: "clock" | "samples";
};

export const FEWEST = 2;
export const MOST = 5;

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_ID = 80;
const METRIC = /^[a-z][a-z0-9_]{0,59}$/;

/** Whether a text can be the id of an entry: only then is anything fetched by it. */
export const isId = (text: string): boolean => text.length <= LONGEST_ID && ID.test(text);

/** The id in what somebody typed or pasted: an id, or the address of a page of an entry. */
export function idIn(typed: string): string | null {
  const text = typed.trim();
  const id = /\/runs\/([^/?#]+)/.exec(text)?.[1] ?? text;
  return isId(id) ? id : null;
}

/** Reads `?entries=a,b&metric=m&axis=samples`; what is no id, and what is too much, is left out. */
export function fromQuery(query: string): Selection {
  const asked = new URLSearchParams(query);
  const ids = (asked.get("entries") ?? "").split(",").filter(isId);
  const metric = asked.get("metric") ?? "";
  return {
    entries: [...new Set(ids)].slice(0, MOST),
    metric: METRIC.test(metric) ? metric : null,
    axis: asked.get("axis") === "samples" ? "samples" : "clock",
  };
}

/** The query of a selection, without what is as it is anyway; empty where nothing is chosen. */
export function toQuery({ entries, metric, axis }: Selection): string {
  const parts = [
    ...(entries.length > 0 ? [`entries=${entries.join(",")}`] : []),
    ...(metric === null ? [] : [`metric=${metric}`]),
    ...(axis === "clock" ? [] : [`axis=${axis}`]),
  ];
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}
