import type { Config } from "../../config/config.ts";
import { FOLDERS } from "../../model/folders.ts";
import { type GrafanaContent, grafanaContent } from "../../provisioning/index.ts";
import { table } from "./table.ts";

/** `grafana/<kind>/…`: what is put inside Grafana, as it would be sent. Secrets stand as the keys that hold them. */
export function grafanaFiles(config: Config): ReadonlyMap<string, string> {
  const content = grafanaContent(config);
  const { alerting, correlations, dashboards, datasources, folders, preferences } = content;
  const policies = alerting.notificationPolicy === undefined ? [] : [alerting.notificationPolicy];
  const files = [
    ...listed("datasources", datasources, ({ uid }) => uid),
    ...listed("correlations", correlations, ({ key }) => key),
    ...listed("folders", folders, ({ uid }) => uid),
    ...dashboards.map(({ folder, json, uid }) => [`dashboards/${folder}/${uid}`, json] as const),
    ...listed("alert-rules", alerting.ruleGroups.map(readable), ({ name }) => name),
    ...listed("contact-points", alerting.contactPoints, ({ name }) => name),
    ...listed("message-templates", alerting.messageTemplates, ({ name }) => name.replaceAll(" ", "-")),
    ...listed("policies", policies, () => "tree"),
    ...listed("mute-timings", alerting.muteTimings, ({ name }) => name),
    ["access/preferences", preferences] as const,
    ["access/teams", content.teams] as const,
    ["access/service-accounts", content.serviceAccounts] as const,
  ];
  return new Map(files.map(([path, data]) => [`grafana/${path}.json`, text(data)]));
}

/** Queries as JSON, and not as a text that holds it. */
function readable({ rules, ...group }: RuleGroup) {
  const plain = rules.map(({ datas, ...rule }) => ({
    ...rule,
    datas: datas.map(({ model, ...node }) => ({ ...node, model: JSON.parse(model) as unknown })),
  }));
  return { ...group, rules: plain };
}

type RuleGroup = GrafanaContent["alerting"]["ruleGroups"][number];

function listed<T>(
  folder: string,
  list: readonly T[],
  nameOf: (each: T) => string,
): readonly (readonly [path: string, data: unknown])[] {
  return list.map((each) => [`${folder}/${nameOf(each)}`, each]);
}

const text = (data: unknown) => `${JSON.stringify(data, undefined, 2)}\n`;

/** Folder, dashboard, panels and queries of each. */
export function dashboardTable(config: Config): readonly string[] {
  const { dashboards, folders } = grafanaContent(config);
  const titles = new Map(folders.map(({ title, uid }) => [uid, title]));
  const order = [...Object.values(FOLDERS).map(({ uid }) => uid as string), ...titles.keys()];
  const rows = dashboards
    .toSorted((a, b) => order.indexOf(a.folder) - order.indexOf(b.folder))
    .map(({ folder, json, title, uid }) => {
      const panels = panelsOf(json);
      const queries = panels.flatMap(({ targets = [] }) => targets);
      return [titles.get(folder) ?? folder, title, uid, String(panels.length), String(queries.length)];
    });
  if (rows.length === 0) return ["  none: `lookout:dashboards.packs` is empty"];
  return table([["folder", "dashboard", "UID", "panels", "queries"], ...rows]);
}

/** What else is in Grafana, counted. */
export function grafanaSummary(config: Config): string {
  const { alerting, correlations, datasources, folders } = grafanaContent(config);
  const rules = alerting.ruleGroups.flatMap((group) => group.rules);
  return `  ${[
    counted(datasources.length, "datasource"),
    counted(correlations.length, "correlation"),
    counted(folders.length, "folder"),
    `${counted(rules.length, "alert rule")} in ${counted(alerting.ruleGroups.length, "group")}`,
    counted(alerting.contactPoints.length, "contact point"),
    counted(alerting.muteTimings.length, "mute timing"),
  ].join(", ")}`;
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

interface PanelJson {
  readonly targets?: readonly unknown[];
  readonly panels?: readonly PanelJson[];
  readonly type: string;
}

/** Those in rows too, without the rows themselves. */
export function panelsOf(dashboard: GrafanaContent["dashboards"][number]["json"]): readonly PanelJson[] {
  const panels = (dashboard["panels"] ?? []) as readonly PanelJson[];
  return panels.flatMap((panel) => (panel.type === "row" ? (panel.panels ?? []) : [panel]));
}
