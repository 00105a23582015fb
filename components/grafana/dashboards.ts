import type * as pulumi from "@pulumi/pulumi";
import * as grafana from "@pulumiverse/grafana";
import type { ProvisionedDashboard } from "../../provisioning/dashboards.ts";
import { after, type ContentContext } from "./context.ts";

/** Dashboards by UID. */
export function makeDashboards(
  { name, options }: ContentContext,
  dashboards: readonly ProvisionedDashboard[],
  folders: ReadonlyMap<string, pulumi.Resource>,
): ReadonlyMap<string, grafana.oss.Dashboard> {
  const made = dashboards.map(({ folder, json, uid }) => {
    const dashboard = new grafana.oss.Dashboard(
      `${name}-dashboard-${uid}`,
      // Minified: the state holds it twice. `overwrite` takes up what an interrupted `up` left behind.
      { configJson: JSON.stringify(json), folder, overwrite: true },
      after(options, [folders.get(folder) ?? []].flat()),
    );
    return [uid, dashboard] as const;
  });
  return new Map(made);
}

/** What everybody can see who knows the link: UID of the dashboard that it is a copy of → the link's last part. */
export function makePublicDashboards(
  { name, options }: ContentContext,
  dashboards: readonly ProvisionedDashboard[],
  made: ReadonlyMap<string, grafana.oss.Dashboard>,
): Readonly<Record<string, pulumi.Output<string>>> {
  const tokens = dashboards.flatMap(({ publicOf, uid }) => {
    if (publicOf === undefined) return [];
    const shared = new grafana.oss.DashboardPublic(
      `${name}-public-${uid}`,
      {
        dashboardUid: uid,
        isEnabled: true,
        share: "public",
        timeSelectionEnabled: true,
        annotationsEnabled: false,
      },
      after(options, [made.get(uid) ?? []].flat()),
    );
    return [[publicOf, shared.accessToken] as const];
  });
  return Object.fromEntries(tokens);
}
