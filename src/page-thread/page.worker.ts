import { parentPort, workerData } from "node:worker_threads";
import type { Answer, Asked, MadePage, PageThreadSettings } from "./page-thread.ts";

type Route = { readonly component: string };
type Destination = { write: (event: { level: string; message: string }) => void };

/** What Astro's bundle of the pages exports, as far as it is used here. */
type Bundle = {
  readonly app: {
    readonly manifest: {
      readonly routes: readonly { readonly routeData: Route }[];
      readonly entryModules: Readonly<Record<string, string>>;
    };
    setInternals(internals: {
      readonly pagesByKeys: PageThreadSettings["pages"];
      readonly entrySpecifierToBundleMap: ReadonlyMap<string, string>;
    }): void;
    setOptions(options: {
      readonly settings: { readonly scripts: PageThreadSettings["scripts"] };
      readonly logger: { readonly options: { readonly destination: Destination } };
    }): void;
    getComponentByRoute(route: Route): Promise<{ getStaticPaths?: () => Promise<unknown> }>;
    render(request: Request, options: { readonly routeData: Route }): Promise<Response>;
  };
};

const { entry, component, pages, scripts }: PageThreadSettings = workerData;

const destination: Destination = {
  write: ({ level, message }) => {
    if (level === "warn" || level === "error") console.error(message);
  },
};

/** Takes the bundle in, and the content tree with it, before the first page is asked for. */
async function opened() {
  const { app }: Bundle = await import(entry);
  const entrySpecifierToBundleMap = new Map(Object.entries(app.manifest.entryModules));
  app.setInternals({ pagesByKeys: pages, entrySpecifierToBundleMap });
  app.setOptions({ settings: { scripts }, logger: { options: { destination } } });
  const found = app.manifest.routes.find(({ routeData }) => routeData.component === component);
  if (!found) throw new Error(`Astro's bundle has no route of ${component}`);
  const { routeData } = found;
  await (await app.getComponentByRoute(routeData)).getStaticPaths?.();
  return { app, routeData };
}

const opening = opened();
// Heard of with the first page that is asked for.
opening.catch(() => undefined);

async function made(url: string): Promise<MadePage> {
  const { app, routeData } = await opening;
  const response = await app.render(new Request(url), { routeData });
  const body = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: [...response.headers], body };
}

const asError = (problem: unknown) =>
  problem instanceof Error ? problem : new Error(String(problem));

async function answer({ number, url }: Asked): Promise<void> {
  try {
    const page = await made(url);
    parentPort?.postMessage({ number, page } satisfies Answer, [page.body.buffer]);
  } catch (problem) {
    parentPort?.postMessage({ number, problem: asError(problem) } satisfies Answer);
  }
}

// One page after the other: they wait for nothing, and half of a page is garbage that has to be kept.
let last = Promise.resolve();
parentPort?.on("message", (asked: Asked) => {
  last = last.then(() => answer(asked));
});
