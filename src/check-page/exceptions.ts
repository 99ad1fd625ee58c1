import { z } from "zod";

// Zod would try eval otherwise, and a browser reports the attempt.
z.config({ jitless: true });

export { exceptionsOf } from "../content-tree/exceptions.ts";
