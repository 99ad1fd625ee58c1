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

/** Everything that the footer lists, by what it is for. */
export const footerPlaces = [
  {
    title: "Contest",
    places: [
      { label: "Leaderboards", path: "/leaderboards/" },
      { label: "Rulesets", path: "/rulesets/" },
      { label: "Compare", path: "/compare/" },
      { label: "People", path: "/people/" },
      { label: "Techniques", path: "/techniques/" },
      { label: "Rulings", path: "/rulings/" },
      { label: "Review queue", path: "/queue/" },
      { label: "Published figures", path: "/references/" },
    ],
  },
  {
    title: "Take part",
    places: [
      { label: "How this works", path: "/how-it-works/" },
      { label: "Submit a run", path: "/submit/" },
      { label: "Checks", path: "/checks/" },
      { label: "Baselines", path: "/baselines/" },
      { label: "For reviewers", path: "/guides/review/" },
      { label: "For maintainers", path: "/guides/maintain/" },
    ],
  },
  {
    title: "Public record",
    places: [
      ...recordPlaces.filter(({ path }) => path !== "/rulings/" && path !== "/queue/"),
      { label: "About", path: "/about/" },
    ],
  },
  {
    title: "Data",
    places: [
      { label: "Data and API", path: "/api/" },
      { label: "Schemas", path: "/schemas/" },
      { label: "Glossary", path: "/glossary/" },
    ],
  },
] as const;
