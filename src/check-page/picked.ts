import type { NamedFile, PickedFolder } from "./conversation.ts";

/** A file, or a folder (null), at its path below what was picked or dropped. */
export type PickedItem = { readonly path: string; readonly file: File | null };

/** What a visitor picked, before it has a name. */
export type Picked = Omit<PickedFolder, "id"> & { readonly id: string | null };

/** Enough to find an entry in what was dropped; nobody wants a whole disk walked. */
const MOST_ITEMS = 5000;
const DEEPEST = 5;

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
const depthOf = (path: string) => path.split("/").length;

/** Items of an input; those of a folder carry their path in it. */
export const itemsOfInput = (list: FileList): PickedItem[] =>
  [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  // A reader gives its entries in batches, and an empty one at the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (batch.length === 0 || children.length > MOST_ITEMS) return children;
    children.push(...batch);
  }
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function walk(entry: FileSystemEntry, items: PickedItem[]): Promise<void> {
  if (items.length >= MOST_ITEMS) return;
  const path = entry.fullPath.replace(/^\//, "");
  if (!isFolder(entry)) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    items.push({ path, file });
    return;
  }
  items.push({ path, file: null });
  if (depthOf(path) >= DEEPEST) return;
  for (const child of await childrenOf(entry)) await walk(child, items);
}

/** Items of a drop, folders walked. The list empties once the event is over: it is read at once. */
export async function itemsOfDrop(transfer: DataTransfer): Promise<PickedItem[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return itemsOfInput(transfer.files);
  const items: PickedItem[] = [];
  for (const entry of entries) await walk(entry, items);
  return items;
}

/** The folder that holds the entry: that of the topmost result.json, else the topmost of all. */
function entryFolder(items: readonly PickedItem[]): string | "several" {
  const results = items.filter(({ path, file }) => file && /(^|\/)result\.json$/.test(path));
  if (results.length > 0) {
    const top = Math.min(...results.map(({ path }) => depthOf(path)));
    const topmost = results.filter(({ path }) => depthOf(path) === top);
    return topmost.length > 1 ? "several" : folderOf(topmost[0]?.path ?? "");
  }
  const roots = new Set(
    items.map(
      ({ path, file }) => (file || path.includes("/") ? folderOf(path) : path).split("/")[0],
    ),
  );
  return roots.size === 1 ? ([...roots][0] ?? "") : "";
}

/** Makes one folder of what was picked; "several" where it holds more than one entry. */
export function pickedFolder(items: readonly PickedItem[]): Picked | "several" {
  const folder = entryFolder(items);
  if (folder === "several") return folder;
  const prefix = folder === "" ? "" : `${folder}/`;
  const inside = items.filter(({ path }) => path.startsWith(prefix) && path !== folder);
  const files: NamedFile[] = [];
  const folders = new Set<string>();
  for (const { path, file } of inside) {
    const [name = "", ...deeper] = path.slice(prefix.length).split("/");
    if (file && deeper.length === 0) files.push({ name, file });
    else folders.add(name);
  }
  const parts = folder.split("/");
  return {
    id: parts.at(-1) || null,
    parent: parts.at(-2) ?? null,
    files,
    folders: [...folders],
  };
}

/** The date and the title of a result.json, as the name of a folder: <yyyy-mm-dd>-<slug>. */
export async function nameFor({ files }: Pick<Picked, "files">): Promise<string> {
  const result = files.find(({ name }) => name === "result.json")?.file;
  const today = new Date().toISOString().slice(0, 10);
  if (!result || result.size > 1_000_000) return `${today}-my-idea`;
  let value: { readonly date?: unknown; readonly title?: unknown } | null = null;
  try {
    value = JSON.parse(await result.text());
  } catch {
    // The check will say what is wrong with it, and where.
  }
  const date = String(value?.date ?? "");
  const slug = String(value?.title ?? "")
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 50)
    .replaceAll(/^-+|-+$/g, "");
  return `${/^\d{4}-\d\d-\d\d$/.test(date) ? date : today}-${slug || "my-idea"}`;
}
