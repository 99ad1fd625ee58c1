/** Places of the navigation, in its order. Paths are relative to the site's base path. */
export const places = [
  { label: "Leaderboards", path: "/leaderboards/" },
  { label: "Rulesets", path: "/rulesets/" },
  { label: "Submit", path: "/submit/" },
  { label: "Checks", path: "/checks/" },
  { label: "Decisions", path: "/decisions/" },
  { label: "About", path: "/about/" },
] as const;

/** The public record: who decided what, where, why, and what is still open. */
export const recordPlaces = [
  { label: "Decisions", path: "/decisions/" },
  { label: "Rulings", path: "/rulings/" },
  { label: "Queue", path: "/queue/" },
  { label: "Meetings", path: "/meetings/" },
  { label: "Discussions", path: "/discussions/" },
  { label: "Actions", path: "/actions/" },
  { label: "Cycles", path: "/cycles/" },
  { label: "Governance", path: "/governance/" },
] as const;

/** Further places, listed in the footer. */
export const furtherPlaces = [
  ...recordPlaces.filter(({ path }) => path !== "/decisions/"),
  { label: "Published figures", path: "/references/" },
  { label: "Baselines", path: "/baselines/" },
  { label: "Schemas", path: "/schemas/" },
  { label: "Data and API", path: "/api/" },
] as const;
