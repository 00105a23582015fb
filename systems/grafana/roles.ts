import type { Config } from "../../config/config.ts";

type GithubRole = NonNullable<Config["grafana"]["github"]>["roles"][number];

/**
 * The JMESPath by which Grafana finds the role of somebody who logs in by GitHub: the first team they are in decides,
 * none of them gives no role and so, under `role_attribute_strict`, no login. With no teams named, whoever is let in
 * by organisation or team is a Viewer.
 * Source: https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/github/
 */
export function roleAttributePath(roles: readonly GithubRole[]): string {
  if (roles.length === 0) return "'Viewer'";
  return roles.map(({ team, role }) => `contains(groups[*], '${team}') && '${role}'`).join(" || ");
}
