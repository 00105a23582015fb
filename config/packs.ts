import { type DashboardUid, FOLDER_OF } from "../model/dashboards.ts";
import type { Config } from "./config.ts";

/** Whether the stack has the pack in which a dashboard is. */
export function hasDashboard(dashboard: DashboardUid, { dashboards }: Pick<Config, "dashboards">): boolean {
  return dashboards.packs.includes(FOLDER_OF[dashboard]);
}
