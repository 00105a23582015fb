import type { Render } from "../../render/render.ts";
import { systemFiles } from "../facts/files.ts";
import { resourcesOf } from "../facts/objects.ts";
import { byKey, listOf, paired, type Tree } from "../facts/tree.ts";
import { listed, prose, say, type Text } from "../text.ts";
import { everyPair, exchanged, teamNames } from "./permissions.ts";

/** Who may do more or less in Grafana: logins, roles, teams, folders, tokens. */
export function grafanaPermissions(from: Render, to: Render): readonly Text[] {
  return [...logins(from, to), ...folders(from, to), ...teams(from, to), ...accounts(from, to)];
}

/** Of a stack that is new: who gets in without a login. */
export function openToEverybody(to: Render): readonly Text[] {
  const settings = loginSettings(to);
  return settings?.get("auth.anonymous.enabled") === "true" ? [withoutLogin(settings)] : [];
}

type Logins = ReadonlyMap<string, string>;

const withoutLogin = (settings: Logins) =>
  say`everybody who reaches Grafana may look without logging in, as ${settings.get("auth.anonymous.org_role") ?? "Viewer"}`;

/** Sections of Grafana's file that decide who gets in, and as what. */
const LOGIN = /^(?:auth(?:\..+)?|users|security)\.(?!default_theme$)/;
/** Of how browsers and cookies are guarded; it gives nobody a right. */
const GUARDS = /^security\.(?!admin_user$)/;

function logins(from: Render, to: Render): readonly Text[] {
  const [before, after] = [loginSettings(from), loginSettings(to)];
  if (before === undefined || after === undefined) return [];
  const [was, is] = [before, after].map((each) => each.get("auth.anonymous.enabled") === "true");
  const keys = [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => before.get(key) !== after.get(key) && !(was !== is && key.startsWith("auth.anonymous.")),
  );
  return [
    ...(!was && is ? [withoutLogin(after)] : []),
    ...(was && !is ? [say`nobody may look at Grafana any more without logging in`] : []),
    ...keys.map(
      (key) => say`Grafana's ${key}: ${before.get(key) ?? "nothing"} → ${after.get(key) ?? "nothing"}`,
    ),
  ];
}

/** `auth.github.role_attribute_path` → its value, of those that decide who gets in. */
function loginSettings(render: Render): Logins | undefined {
  const file = systemFiles(render).get("grafana/grafana.ini");
  if (file === undefined) return undefined;
  const settings = new Map<string, string>();
  let section = "";
  for (const text of file.content.split("\n")) {
    section = /^\[(.+)\]$/.exec(text.trim())?.[1] ?? section;
    const [, name, value = ""] = /^([\w.]+)\s*=\s*(.*)$/.exec(text.trim()) ?? [];
    const key = `${section}.${name}`;
    // Values with characters of its own Grafana reads between three quotes.
    if (name !== undefined && LOGIN.test(key) && !GUARDS.test(key))
      settings.set(key, value.replace(/^"""(.*)"""$/, "$1"));
  }
  return settings;
}

function folders(from: Render, to: Render): readonly Text[] {
  const [before, after] = [folderPermissions(from), folderPermissions(to)];
  return everyPair(paired(before, after)).flatMap(({ is, was }) => {
    // A folder that comes or goes takes its permissions along; it is told as what it is.
    if (is === undefined || was === undefined) return unusual(is);
    const { less, more } = exchanged(was.permissions, is.permissions);
    return [
      ...more.map((each) => may(each, "may", is.folder)),
      ...less.map((each) => may(each, "may no longer", is.folder)),
    ];
  });
}

interface FolderPermissions {
  readonly folder: string;
  readonly permissions: readonly string[];
}

const USUAL = ["every Viewer View", "every Editor Edit"];

/** @param permission who and what, as `every Viewer View`. */
function may(permission: string, verb: string, folder: string): Text {
  const [kind = "", who = "", what = ""] = /^(\w+) (.*) (\w+)$/s.exec(permission)?.slice(1) ?? [];
  return say`${prose(kind)} ${who} ${prose(verb)} ${prose(what.toLowerCase())} what is in folder ${folder}`;
}

function unusual(folder: FolderPermissions | undefined): readonly Text[] {
  const others = folder?.permissions.filter((each) => !USUAL.includes(each)) ?? [];
  return others.map((each) => may(each, "may", folder!.folder));
}

function folderPermissions(render: Render): ReadonlyMap<string, FolderPermissions> {
  const names = teamNames(render);
  const all = resourcesOf(render, "FolderPermission").map(({ inputs }) => ({
    folder: String(inputs["folderUid"]),
    permissions: listOf(inputs["permissions"]).map(({ permission, role, teamId }: Tree) => {
      const who = role === undefined ? `team ${names.get(String(teamId)) ?? teamId}` : `every ${role}`;
      return `${who} ${permission}`;
    }),
  }));
  return byKey(all, ({ folder }) => folder);
}

function teams(from: Render, to: Render): readonly Text[] {
  const all = (render: Render) => byKey(resourcesOf(render, "Team"), ({ inputs }) => String(inputs["name"]));
  return everyPair(paired(all(from), all(to))).flatMap(({ is, was }) => {
    const name = String((is ?? was)!.inputs["name"]);
    if (is === undefined) return [say`team ${name} is gone`];
    const members = (each: typeof is | undefined) => listOf(each?.inputs["members"]).map(String);
    const { less, more } = exchanged(members(was), members(is));
    return [
      ...(was === undefined ? [say`new team ${name}`] : []),
      ...(more.length > 0 ? [say`${listed(more)} joined team ${name}`] : []),
      ...(less.length > 0 ? [say`${listed(less)} left team ${name}`] : []),
    ];
  });
}

function accounts(from: Render, to: Render): readonly Text[] {
  const all = (render: Render) =>
    byKey(
      resourcesOf(render, "ServiceAccount").filter(({ type }) => type.startsWith("grafana:")),
      ({ inputs }) => String(inputs["name"]),
    );
  return everyPair(paired(all(from), all(to))).flatMap(({ is, was }) => {
    const role = (each: typeof is) => String(each?.inputs["role"] ?? "nothing");
    const name = String((is ?? was)!.inputs["name"]);
    return role(was) === role(is)
      ? []
      : [say`Grafana's service account ${name}: role ${role(was)} → ${role(is)}`];
  });
}
