import type * as pulumi from "@pulumi/pulumi";
import * as grafana from "@pulumiverse/grafana";
import type { Team } from "../../provisioning/access.ts";
import type { Folder, FolderPermission } from "../../provisioning/folders.ts";
import type { ContentContext } from "./context.ts";

/** Teams by name. */
export function makeTeams({ name, options }: ContentContext, teams: readonly Team[]) {
  const made = teams.map((team) => {
    const { email, members, name: title } = team;
    const args = { name: title, ...(email !== undefined && { email }), members: [...members] };
    return [title, new grafana.oss.Team(`${name}-team-${title}`, args, options)] as const;
  });
  return new Map(made);
}

/** Folders by UID, each with all who may do something in it: nobody else's permission survives. */
export function makeFolders(
  { name, options }: ContentContext,
  folders: readonly Folder[],
  teams: ReadonlyMap<string, grafana.oss.Team>,
): ReadonlyMap<string, grafana.oss.Folder> {
  const made = folders.map(({ permissions, title, uid }) => {
    const folder = new grafana.oss.Folder(
      `${name}-folder-${uid}`,
      // What people saved in it is not ours to delete: the provider would, by force.
      { uid, title, preventDestroyIfNotEmpty: true },
      options,
    );
    new grafana.oss.FolderPermission(
      `${name}-folder-${uid}-permissions`,
      { folderUid: folder.uid, permissions: permissions.map((each) => permissionArgs(each, teams)) },
      options,
    );
    return [uid, folder] as const;
  });
  return new Map(made);
}

interface PermissionArgs {
  readonly permission: string;
  readonly role?: string;
  readonly teamId?: pulumi.Input<string>;
}

function permissionArgs(
  permission: FolderPermission,
  teams: ReadonlyMap<string, grafana.oss.Team>,
): PermissionArgs {
  if ("role" in permission) return permission;
  const team = teams.get(permission.team);
  if (team === undefined) throw new Error(`no team is called "${permission.team}"`);
  return { permission: permission.permission, teamId: team.id };
}
