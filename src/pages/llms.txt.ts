import type { APIRoute } from "astro";
import { llmsText } from "../feeds/llms.ts";
import { loadSite } from "../site-data.ts";

export const GET: APIRoute = async () => new Response(llmsText((await loadSite()).registry));
