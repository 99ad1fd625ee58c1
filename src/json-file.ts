/** Data as the site publishes it: two-space JSON with a final line feed. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A file of data that the build writes. */
export const jsonFile = (value: unknown): Response =>
  new Response(jsonText(value), {
    headers: { "content-type": "application/json; charset=utf-8" },
  });
