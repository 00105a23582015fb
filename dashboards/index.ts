import type { Config } from "../config/config.ts";
import { hasDashboard } from "../config/packs.ts";
import { FOLDER_OF } from "../model/dashboards.ts";
import type { FolderUid } from "../model/folders.ts";
import type { DashboardOf, DashboardSpec } from "./dashboard.ts";
import { home } from "./default/home.ts";
import { incidentTimeline } from "./default/incident-timeline.ts";
import { weeklySloReport } from "./executive/weekly-slo-report.ts";
import { infrastructureHealth } from "./infrastructure/infrastructure-health.ts";
import { observabilityStack } from "./infrastructure/observability-stack.ts";
import { hubUsage } from "./jupyterhub/hub-usage.ts";
import { applicationPerformance } from "./ml-platform/application-performance.ts";
import { logs } from "./ml-platform/logs.ts";
import { serviceMap } from "./ml-platform/service-map.ts";
import { sloOverview } from "./ml-platform/slo-overview.ts";
import { render } from "./render.ts";

/** Every dashboard, by folder. One more is a file of its own and a line here. */
const DASHBOARDS: readonly DashboardOf[] = [
  weeklySloReport,
  sloOverview,
  applicationPerformance,
  serviceMap,
  logs,
  infrastructureHealth,
  observabilityStack,
  hubUsage,
  home,
  incidentTimeline,
];

/** A dashboard as Grafana gets it. */
export interface RenderedDashboard {
  readonly uid: string;
  readonly title: string;
  readonly folder: FolderUid;
  readonly json: Readonly<Record<string, unknown>>;
}

/** The dashboards of a stack: those of the packs that it has. */
export function specs(config: Config): readonly DashboardSpec[] {
  return DASHBOARDS.map((dashboard) => dashboard(config)).filter(({ uid }) => hasDashboard(uid, config));
}

export function dashboards(config: Config): readonly RenderedDashboard[] {
  return specs(config).map((spec) => ({
    uid: spec.uid,
    title: spec.title,
    folder: FOLDER_OF[spec.uid],
    json: render(spec, config),
  }));
}
