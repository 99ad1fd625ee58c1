/** Made by build/validators-plugin.ts. */
declare module "virtual:result-validators" {
  import type { ValidateFunction } from "ajv/dist/2020.js";

  /** By "<ruleset>/<track>". */
  export const loaders: ReadonlyMap<
    string,
    () => Promise<{ readonly validator: ValidateFunction }>
  >;
}
