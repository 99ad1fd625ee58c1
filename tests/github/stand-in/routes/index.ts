import type { Route } from "./answers.ts";
import { comments } from "./comments.ts";
import { git } from "./git.ts";
import { issues } from "./issues.ts";
import { labels } from "./labels.ts";
import { pulls } from "./pulls.ts";
import { statuses } from "./statuses.ts";
import { workflows } from "./workflows.ts";

/** What is answered, by GitHub's own name of the operation. */
export const routes: Readonly<Record<string, Route>> = {
  ...pulls,
  ...statuses,
  ...comments,
  ...labels,
  ...issues,
  ...git,
  ...workflows,
};
