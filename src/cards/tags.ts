import { permanentUrl } from "../site.ts";
import { CARD_HEIGHT, CARD_WIDTH, type CardLink } from "./card.ts";

/**
 * What tells other sites which picture to show a link with (https://ogp.me/#structured, and
 * X's summary_large_image). Addresses are the permanent ones: previews are made elsewhere.
 */
export function cardTags({ path, alt }: CardLink) {
  const meta = (attrs: Record<string, string>) => ({ tag: "meta" as const, attrs });
  const image = permanentUrl(path);
  return [
    meta({ property: "og:image", content: image }),
    meta({ property: "og:image:type", content: "image/png" }),
    meta({ property: "og:image:width", content: String(CARD_WIDTH) }),
    meta({ property: "og:image:height", content: String(CARD_HEIGHT) }),
    meta({ property: "og:image:alt", content: alt }),
    meta({ name: "twitter:card", content: "summary_large_image" }),
    meta({ name: "twitter:image", content: image }),
    meta({ name: "twitter:image:alt", content: alt }),
  ];
}
