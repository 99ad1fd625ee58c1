import type { State } from "../state.ts";
import {
  type Asked,
  type Fields,
  first,
  gone,
  number,
  ok,
  type Route,
  refused,
  text,
} from "./answers.ts";

export function labelBody(state: State, name: string): Fields {
  const known = state.labels.get(name);
  return {
    ...first("issues/list-labels-on-issue"),
    name,
    color: known?.color ?? "ededed",
    description: known?.description ?? null,
  };
}
const labelled = (asked: Asked) => asked.state.labelsOf(number(asked, "issue_number"));

export const labels: Record<string, Route> = {
  "issues/list-labels-on-issue": (asked) =>
    ok([...labelled(asked)].map((name) => labelBody(asked.state, name))),
  "issues/create-label": ({ state, body }) => {
    const name = text(body["name"]);
    if (state.labels.has(name)) return refused("Validation Failed");
    if (text(body["description"]).length > 100)
      return refused("description is too long (maximum is 100 characters)");
    state.labels.set(name, { color: text(body["color"]), description: text(body["description"]) });
    return ok(labelBody(state, name), 201);
  },
  "issues/add-labels": (asked) => {
    for (const name of (asked.body["labels"] as string[] | undefined) ?? []) {
      labelled(asked).add(name);
      const at = asked.state.now();
      asked.state.labelEvents.push({ issue: number(asked, "issue_number"), name, at });
    }
    return ok([...labelled(asked)].map((name) => labelBody(asked.state, name)));
  },
  "issues/remove-label": (asked) => {
    if (!labelled(asked).delete(asked.parameters["name"] ?? ""))
      return gone("Label does not exist");
    return ok([...labelled(asked)].map((name) => labelBody(asked.state, name)));
  },
};
