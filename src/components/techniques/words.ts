import type { Technique } from "../../registry/techniques.ts";

/** Modules go by names of their own; below an address of their own they never meet a technique. */
export const techniquePath = ({ kind, id }: Pick<Technique, "kind" | "id">): string =>
  kind === "module" ? `/techniques/modules/${id}/` : `/techniques/${id}/`;
