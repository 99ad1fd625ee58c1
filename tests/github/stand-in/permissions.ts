/**
 * What a job's token needs for an operation, by GitHub's page "Permissions required for fine-grained
 * personal access tokens" and the names that workflow files have for them. One of several is enough.
 */
type Grant = `${string}:${"read" | "write"}`;

const needs: Readonly<Record<string, readonly Grant[]>> = {
  "pulls/get": ["pull-requests:read"],
  "pulls/list": ["pull-requests:read"],
  "pulls/list-files": ["pull-requests:read"],
  "repos/compare-commits-with-basehead": ["contents:read"],
  "repos/create-commit-status": ["statuses:write"],
  "repos/get-combined-status-for-ref": ["statuses:read"],
  "issues/list-comments": ["issues:read", "pull-requests:read"],
  "issues/create-comment": ["issues:write", "pull-requests:write"],
  "issues/update-comment": ["issues:write", "pull-requests:write"],
  "issues/list-labels-on-issue": ["issues:read", "pull-requests:read"],
  "issues/create-label": ["issues:write", "pull-requests:write"],
  "issues/add-labels": ["issues:write", "pull-requests:write"],
  "issues/remove-label": ["issues:write", "pull-requests:write"],
  "issues/list-for-repo": ["issues:read"],
  "issues/get": ["issues:read"],
  "issues/create": ["issues:write"],
  "issues/update": ["issues:write", "pull-requests:write"],
  "git/get-tree": ["contents:read"],
  "git/get-commit": ["contents:read"],
  "git/get-ref": ["contents:read"],
  "git/create-blob": ["contents:write"],
  "git/create-tree": ["contents:write"],
  "git/create-commit": ["contents:write"],
  "git/create-ref": ["contents:write"],
  "git/update-ref": ["contents:write"],
  "actions/get-workflow-run": ["actions:read"],
  "code-scanning/upload-sarif": ["security-events:write"],
};

export type Grants = Readonly<Record<string, string>>;

/** True where the grants allow the operation; writing includes reading. */
export function allows(grants: Grants, operation: string): boolean {
  return (needs[operation] ?? []).some((grant) => {
    const [scope = "", level] = grant.split(":");
    return grants[scope] === "write" || (level === "read" && grants[scope] === "read");
  });
}

export const neededFor = (operation: string): string =>
  (needs[operation] ?? []).map((grant) => grant.replace(":", "=").replace("-", "_")).join("; ");
