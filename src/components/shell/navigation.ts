/** Places of the navigation, in its order. Paths are relative to the site's base path. */
export const places = [
  { label: "Leaderboards", path: "/leaderboards/" },
  { label: "Rulesets", path: "/rulesets/" },
  { label: "Submit", path: "/submit/" },
  { label: "Checks", path: "/checks/" },
  { label: "About", path: "/about/" },
] as const;

/** Further places, listed in the footer. */
export const furtherPlaces = [
  { label: "Published figures", path: "/references/" },
  { label: "Baselines", path: "/baselines/" },
  { label: "Schemas", path: "/schemas/" },
  { label: "Data and API", path: "/api/" },
] as const;
