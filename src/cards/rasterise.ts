import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { markup, type Shape } from "../charts/shapes.ts";

let ready: Promise<void> | undefined;

/** WebAssembly computes the same on every processor, so a picture has the same bytes everywhere. */
function start(): Promise<void> {
  const files = createRequire(join(process.cwd(), "package.json"));
  ready ??= initWasm(readFileSync(files.resolve("@resvg/resvg-wasm/index_bg.wasm")));
  return ready;
}

/** A drawing as a PNG of its own size. What it draws as text is left out: no font is looked for. */
export async function rasterise(drawing: Shape): Promise<Uint8Array<ArrayBuffer>> {
  await start();
  const renderer = new Resvg(markup(drawing), { font: { loadSystemFonts: false } });
  const image = renderer.render();
  const png = Uint8Array.from(image.asPng());
  image.free();
  renderer.free();
  return png;
}
