import type { APIRoute } from "astro";
import { meetingPath } from "../components/record/words.ts";
import { calendarOf } from "../record/icalendar.ts";
import { permanentUrl, site } from "../site.ts";
import { loadSite } from "../site-data.ts";

export const GET: APIRoute = async () => {
  const { record } = await loadSite();
  const calendar = calendarOf(record.minutes, {
    name: `${site.title}: meetings`,
    host: new URL(site.address).host,
    pageOf: (date) => permanentUrl(meetingPath(date)),
  });
  return new Response(calendar, { headers: { "content-type": "text/calendar; charset=utf-8" } });
};
