/** What a submitter may try in any text that the site shows. Within the limits of a title. */
export const hostileText =
  '"><img src=x onerror=window.owned=1><script>window.owned=1</script>[a](javascript:owned=1)';

/** The fixture entry whose texts are replaced. */
export const spoiledEntry = { ruleset: "mini-v1", id: "2026-02-01-first-light" } as const;
