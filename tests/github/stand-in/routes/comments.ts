import type { Comment } from "../state.ts";
import {
  type Fields,
  first,
  gone,
  number,
  ok,
  type Route,
  refused,
  text,
  user,
} from "./answers.ts";

const commentBody = ({ id, author, body }: Comment): Fields => ({
  ...first("issues/list-comments"),
  id,
  body,
  user: user(author),
});
const LONGEST_COMMENT = 65_536;

export const comments: Record<string, Route> = {
  "issues/list-comments": (asked) => {
    const wanted = number(asked, "issue_number");
    if (!asked.state.issues.has(wanted) && !asked.state.pulls.has(wanted)) return gone();
    return ok(asked.state.comments.filter(({ issue }) => issue === wanted).map(commentBody));
  },
  "issues/create-comment": (asked) => {
    const { state, body, actor } = asked;
    if (text(body["body"]).length > LONGEST_COMMENT)
      return refused("Body is too long (maximum is 65536 characters)");
    const comment = {
      id: state.nextId(),
      issue: number(asked, "issue_number"),
      author: actor,
      body: text(body["body"]),
    };
    state.comments.push(comment);
    return ok(commentBody(comment), 201);
  },
  "issues/update-comment": (asked) => {
    const comment = asked.state.comments.find(({ id }) => id === number(asked, "comment_id"));
    if (!comment) return gone();
    if (comment.author !== asked.actor)
      return { status: 403, body: { message: "Resource not accessible by integration" } };
    comment.body = text(asked.body["body"]);
    return ok(commentBody(comment));
  },
};
