import type { BoardRow } from "../schemas/published-board.ts";

/** An entry as the table of a board needs it; published in pieces, so that no file grows for ever. */
export type TableRow = BoardRow;

export const columns = [
  "place",
  "title",
  "time",
  "samples",
  "parameters",
  "value",
  "gain",
  "date",
] as const;
export type Column = (typeof columns)[number];

/** What a reader asked to see; an empty text or null asks nothing. */
export type Selection = {
  readonly text: string;
  readonly hardware: string;
  readonly standing: string;
  readonly mostParameters: number | null;
  readonly from: string;
  readonly until: string;
  readonly sort: Column;
  readonly descending: boolean;
};

export const everything: Selection = {
  text: "",
  hardware: "",
  standing: "",
  mostParameters: null,
  from: "",
  until: "",
  sort: "place",
  descending: false,
};

const figure: Record<Column, (row: TableRow) => number | string | null> = {
  place: ({ rank }) => rank,
  title: ({ title }) => title.toLowerCase(),
  time: ({ time }) => time,
  samples: ({ samples }) => samples,
  parameters: ({ parameters }) => parameters,
  value: ({ value }) => value,
  gain: ({ gain }) => gain,
  date: ({ date }) => date,
};

const words = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean);

function shows(row: TableRow, asked: Selection, wanted: readonly string[]): boolean {
  const told = `${row.title} ${row.by} ${row.id}`.toLowerCase();
  return (
    wanted.every((word) => told.includes(word)) &&
    (asked.hardware === "" || row.hardware === asked.hardware) &&
    (asked.standing === "" || row.standing === asked.standing) &&
    (asked.mostParameters === null || row.parameters <= asked.mostParameters) &&
    (asked.from === "" || row.date >= asked.from) &&
    (asked.until === "" || row.date <= asked.until)
  );
}

/**
 * The rows that were asked for, in the order that was asked for. What has no such figure comes last
 * either way; equal ones keep the order of the board.
 */
export function selected(rows: readonly TableRow[], asked: Selection): TableRow[] {
  const wanted = words(asked.text);
  const of = figure[asked.sort];
  const sign = asked.descending ? -1 : 1;
  return rows
    .filter((row) => shows(row, asked, wanted))
    .toSorted((a, b) => {
      const [one, other] = [of(a), of(b)];
      if (one === null || other === null) return (one === null ? 1 : 0) - (other === null ? 1 : 0);
      return one < other ? -sign : one > other ? sign : 0;
    });
}

/** The selection as the query of an address; nothing asked is an empty one. */
export function toQuery(asked: Selection): string {
  const query = new URLSearchParams();
  const put = (key: string, value: string) => value !== "" && query.set(key, value);
  put("q", asked.text.trim());
  put("class", asked.hardware);
  put("standing", asked.standing);
  put("size", asked.mostParameters === null ? "" : String(asked.mostParameters));
  put("from", asked.from);
  put("until", asked.until);
  if (asked.sort !== "place" || asked.descending) {
    put("sort", `${asked.descending ? "-" : ""}${asked.sort}`);
  }
  return query.toString();
}

/** The selection of an address; what makes no sense there asks nothing. */
export function fromQuery(text: string): Selection {
  const query = new URLSearchParams(text);
  const get = (key: string) => query.get(key) ?? "";
  const sort = get("sort").replace(/^-/, "");
  const known = columns.find((column) => column === sort);
  const size = Number(get("size"));
  const day = (key: string) => (/^\d{4}-\d\d-\d\d$/.test(get(key)) ? get(key) : "");
  return {
    text: get("q"),
    hardware: get("class"),
    standing: get("standing"),
    mostParameters: get("size") !== "" && size > 0 && Number.isFinite(size) ? size : null,
    from: day("from"),
    until: day("until"),
    sort: known ?? "place",
    descending: known !== undefined && get("sort").startsWith("-"),
  };
}
