/** What a submitter may try in any text that the site shows; no longer than a name may be. */
export const hostileText =
  '"></title><script>window.owned=1</script><img src=x onerror=window.owned=1>';

/** What may be tried in Markdown on top of that. */
export const hostileMarkdown = `# ${hostileText}

${hostileText} [a](javascript:window.owned=1) ![b](https://example.org/pixel.png)

<iframe src="https://example.org/"></iframe>
`;

/** The fixture entry whose texts are replaced. */
export const spoiledEntry = { ruleset: "mini-v1", id: "2026-02-01-first-light" } as const;
