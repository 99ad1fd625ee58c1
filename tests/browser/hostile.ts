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

/** The fixture entry that is made to declare a technique; it was a record. */
export const declarer = {
  ruleset: "mini-v1",
  id: "2026-02-08-fewer-steps",
  technique: "logit-normal-time-sampling",
} as const;

/** The fixture entry that is made to build on a refuted one. */
export const heir = {
  ruleset: "mini-v1",
  id: "2026-02-10-not-measured-yet",
  on: "2026-02-12-too-good",
} as const;

/** A mirrored thread that attacks its readers; anybody can open an issue. */
export const hostileThread = {
  schema: 1,
  kind: "issue",
  number: 666,
  title: hostileText,
  author: 'x" onclick="window.owned=1',
  state: "open",
  labels: [hostileText.slice(0, 40), "governance"],
  created_at: "2026-01-20T09:00:00Z",
  updated_at: "2026-01-20T09:00:00Z",
  url: "https://github.com/Open-Model-Initiative/imagegen-speedrun/issues/666",
  body: hostileMarkdown,
  reactions: { "<script>window.owned=1</script>": 1 },
  comments: [
    {
      id: '"><script>window.owned=1</script>',
      author: "x",
      created_at: "2026-01-20T09:00:00Z",
      updated_at: "2026-01-20T09:00:00Z",
      url: "https://github.com/Open-Model-Initiative/imagegen-speedrun/issues/666#1",
      body: hostileMarkdown,
      reactions: {},
      replies: [],
    },
  ],
};
