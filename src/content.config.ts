import { defineCollection } from "astro:content";
import { docsSchema } from "@astrojs/starlight/schema";

const schemaOf = docsSchema();
let schema: ReturnType<typeof schemaOf> | undefined;

/**
 * Starlight asks for the schema of a page's frontmatter with every page, and making it takes a
 * millisecond. No page of this site lies in a collection.
 */
export const collections = {
  docs: defineCollection({
    loader: { name: "none", load: () => Promise.resolve() },
    schema: (context) => {
      schema ??= schemaOf(context);
      return schema;
    },
  }),
};
