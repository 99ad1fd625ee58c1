/** GitHub's own rule: letters, digits and single hyphens inside, 39 characters at most. */
const NAME = /^(?=.{1,39}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * The one form of an account name: GitHub does not tell upper from lower case. Null for a name that
 * no account can have; it gets no address.
 */
export function accountOf(github: string): string | null {
  const name = github.toLowerCase();
  return NAME.test(name) ? name : null;
}
