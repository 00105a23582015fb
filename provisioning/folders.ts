import type { Config } from "../config/config.ts";
import { FOLDERS } from "../model/folders.ts";

/** A folder of Grafana, with all who may do something in it. Administrators may do everything everywhere. */
export interface Folder {
  readonly uid: string;
  readonly title: string;
  readonly permissions: readonly FolderPermission[];
}

export type FolderPermission =
  | { readonly role: "Viewer" | "Editor"; readonly permission: "View" | "Edit" }
  | { readonly team: string; readonly permission: "View" | "Edit" };

const USUAL: readonly FolderPermission[] = [
  { role: "Viewer", permission: "View" },
  { role: "Editor", permission: "Edit" },
];

/**
 * The folders of a stack: those of its packs, its own, and those that hold only alerts or dashboards of its own.
 *
 * @param used UIDs of folders in which something is.
 */
export function folders(config: Config, used: ReadonlySet<string>): readonly Folder[] {
  const { folders: own, packs } = config.dashboards;
  const ours = Object.values(FOLDERS).filter(({ uid }) => packs.includes(uid) || used.has(uid));
  return [...ours, ...own].map(({ title, uid }) => ({ uid, title, permissions: permissionsOf(uid, config) }));
}

function permissionsOf(uid: string, { grafana }: Config): readonly FolderPermission[] {
  const chosen = Object.hasOwn(grafana.folderPermissions, uid) ? grafana.folderPermissions[uid] : undefined;
  if (chosen === undefined) return USUAL;
  // One of role and team is there: a rule of config sees to it.
  return chosen.map(({ permission, role, team }) =>
    role === undefined ? { team: team!, permission } : { role, permission },
  );
}
