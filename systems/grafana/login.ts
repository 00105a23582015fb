import type { Config } from "../../config/config.ts";
import type { Ini } from "./ini.ts";
import { roleAttributePath } from "./roles.ts";

/** Who gets in, and as what. */
export function login({ grafana }: Config): Ini {
  return {
    users: {
      allow_sign_up: false,
      allow_org_create: false,
      auto_assign_org_role: "Viewer",
      default_theme: grafana.theme,
    },
    // `hide_version` also keeps the version out of /api/health, which answers everybody.
    "auth.anonymous": {
      enabled: grafana.anonymous !== undefined,
      ...(grafana.anonymous !== undefined && { org_role: grafana.anonymous.role }),
      hide_version: true,
    },
    ...(grafana.github !== undefined && { "auth.github": github(grafana.github) }),
  };
}

function github({ clientId, organizations, teamIds, roles }: NonNullable<Config["grafana"]["github"]>) {
  return {
    enabled: true,
    client_id: clientId,
    scopes: "user:email,read:org",
    // Of people whom organisation or team admits: without it only those already in the database could log in.
    allow_sign_up: true,
    // The login form stays in reach for the administrator.
    auto_login: false,
    ...(organizations.length > 0 && { allowed_organizations: organizations.join(",") }),
    ...(teamIds.length > 0 && { team_ids: teamIds.join(",") }),
    role_attribute_path: roleAttributePath(roles),
    role_attribute_strict: true,
    allow_assign_grafana_admin: false,
    skip_org_role_sync: false,
  };
}
