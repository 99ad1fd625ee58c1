/** Every version beside every other, both ways. */
export const versionPairs = <Version>(
  versions: readonly Version[],
): { version: Version; other: Version }[] =>
  versions.flatMap((version) =>
    versions.filter((other) => other !== version).map((other) => ({ version, other })),
  );
