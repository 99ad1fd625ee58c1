/** The light colours of styles/theme.css: a picture knows nothing of its reader's settings. */
export const colours = {
  paper: "#fdfdfc",
  rule: "#dfe2e8",
  ink: "#15171c",
  muted: "#474d5a",
  faint: "#5e6573",
  accent: "#1d55c0",
} as const;
