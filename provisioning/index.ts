import type { Config } from "../config/config.ts";
import {
  type Preferences,
  preferences,
  type ServiceAccount,
  serviceAccounts,
  type Team,
  teams,
} from "./access.ts";
import { type Alerting, alerting } from "./alerting/index.ts";
import { type Correlation, correlations } from "./correlations.ts";
import { type ProvisionedDashboard, provisionedDashboards } from "./dashboards.ts";
import type { Datasource } from "./datasources/datasource.ts";
import { datasources } from "./datasources/index.ts";
import { type Folder, folders } from "./folders.ts";

/** All that is put inside Grafana, as plain data. Secrets stand as references. */
export interface GrafanaContent {
  readonly datasources: readonly Datasource[];
  readonly correlations: readonly Correlation[];
  readonly teams: readonly Team[];
  readonly folders: readonly Folder[];
  readonly dashboards: readonly ProvisionedDashboard[];
  readonly alerting: Alerting;
  readonly preferences: Preferences;
  readonly serviceAccounts: readonly ServiceAccount[];
}

export function grafanaContent(config: Config): GrafanaContent {
  const dashboards = provisionedDashboards(config);
  const rules = alerting(config);
  const used = new Set([
    ...dashboards.map(({ folder }) => folder),
    ...rules.ruleGroups.map(({ folderUid }) => folderUid),
  ]);
  return {
    datasources: datasources(config),
    correlations: correlations(config),
    teams: teams(config),
    folders: folders(config, used),
    dashboards,
    alerting: rules,
    preferences: preferences(config),
    serviceAccounts: serviceAccounts(config),
  };
}
