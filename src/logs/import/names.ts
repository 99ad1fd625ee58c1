/** The longest metric id that the canonical log takes. */
const LONGEST_ID = 60;

const known = new Map<string, string>();
/** Names that are remembered: a log has a few dozen, and a hostile one shall not fill memory. */
const MOST_KNOWN = 1_000;

function idOf(name: string): string {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replace(/^_/, "")
    .replace(/_$/, "");
  return (/^[a-z]/.test(id) ? id : `m_${id}`).slice(0, LONGEST_ID);
}

/** A name as a metric id: lower-case, words joined by underscores. */
export function metricIdOf(name: string): string {
  let id = known.get(name);
  if (id === undefined) {
    id = idOf(name);
    if (known.size < MOST_KNOWN) known.set(name, id);
  }
  return id;
}

/** Last part of a name: "train/loss" and "run - loss" both end in "loss". */
export function tailOf(name: string): string {
  const at = name.lastIndexOf(" - ");
  return (at === -1 ? name : name.slice(at + 3)).trim();
}

const QUALITY =
  /(^|[^a-z])(s?fid|kid|kdd|fdd?|mifid|cmmd|fvd|inception[_ ]?score|clip[_ ]?score|precision|recall|accuracy|top[-_ ]?\d+|f1([-_ ]?score)?|geneval|hps\w*|lpips|psnr|ssim|bpb)([^a-z]|$|accuracy|acc)|(^|\/)(is|acc)$/;
const EVALUATED = /(^|[^a-z])(val|valid|validation|eval|evaluation|test)([^a-z]|$)/;
const TRAINED = /(^|[^a-z])train(ing)?([^a-z]|$)/;
/** What an evaluation says about itself, not about the model. */
const EFFORT = /(runtime|per_second|per_sec|time|duration|seconds|_secs?|_ms)$/;
const COUNT = /(steps?|epochs?|samples|batch(es)?|size|lr)$/;

/** Whether a name is one of a measured quality, by the names that trainings give them. */
export function isEvaluated(name: string): boolean {
  const lower = tailOf(name).toLowerCase();
  if (EFFORT.test(lower)) return false;
  if (QUALITY.test(lower) && !TRAINED.test(lower)) return true;
  return EVALUATED.test(lower) && !COUNT.test(lower);
}
