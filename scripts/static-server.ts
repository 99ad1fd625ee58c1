import { createReadStream, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join, normalize } from "node:path";

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".jsonl": "text/plain; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".xml": "application/xml; charset=utf-8",
};

/** File of a built site behind an address; a folder means its index.html, nothing means 404.html. */
function fileFor(root: string, address: string): { path: string; status: number } {
  const asked = normalize(decodeURIComponent(new URL(address, "http://localhost").pathname));
  for (const path of [join(root, asked), join(root, asked, "index.html")]) {
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return { path, status: 200 };
  }
  return { path: join(root, "404.html"), status: 404 };
}

/** Serves a built site on the loopback address; port 0 takes a free one. */
export function serveSite(root: string, port: number): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    try {
      const { path, status } = fileFor(root, request.url ?? "/");
      response.writeHead(status, {
        "content-type": types[extname(path)] ?? "application/octet-stream",
      });
      createReadStream(path)
        .on("error", () => response.destroy())
        .pipe(response);
    } catch {
      // A malformed address, such as a broken percent escape.
      response.writeHead(400).end();
    }
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const bound = typeof address === "object" && address !== null ? address.port : port;
      resolve({ server, url: `http://127.0.0.1:${bound}/` });
    });
  });
}
