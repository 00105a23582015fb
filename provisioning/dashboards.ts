import type { Config } from "../config/config.ts";
import { dashboards } from "../dashboards/index.ts";
import { publicVariant } from "../dashboards/public.ts";

/** A dashboard as it is put into Grafana. */
export interface ProvisionedDashboard {
  readonly uid: string;
  readonly title: string;
  /** UID of its folder. */
  readonly folder: string;
  readonly json: Readonly<Record<string, unknown>>;
  /** UID of the dashboard that this is a copy of, for everybody. */
  readonly publicOf?: string;
}

/** Lookout's own, copies for everybody of those that the stack names, and the user's. */
export function provisionedDashboards(config: Config): readonly ProvisionedDashboard[] {
  const own = dashboards(config);
  const open: readonly string[] = config.dashboards.public;
  const copies = own
    .filter(({ uid }) => open.includes(uid))
    .map((dashboard) => ({ ...publicVariant(dashboard), publicOf: dashboard.uid }));
  return [...own, ...copies, ...config.dashboards.files];
}
