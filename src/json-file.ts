/** A file of data that the build writes: two-space JSON with a final line feed. */
export const jsonFile = (value: unknown): Response =>
  new Response(`${JSON.stringify(value, null, 2)}\n`, {
    headers: { "content-type": "application/json; charset=utf-8" },
  });
