import assert from "node:assert/strict";
import type { Config } from "../../config/config.ts";
import type { DashboardUid } from "../../model/dashboards.ts";
import { duration } from "../../model/duration.ts";
import { SLO_SERIES } from "../../model/slo-series.ts";
import { dashboardsOf } from "../dashboards/rendered.ts";
import type { PrometheusServer } from "../judges/prometheus-server.ts";
import { withPast } from "./blocks.ts";
import { type PanelQuery, panelQueries } from "./panel-queries.ts";
import { recordingGroupsOf, stackOf } from "./stack.ts";
import { LATE_OUTAGE } from "./traffic.ts";

const DAY = 86_400;
/** Panels look back by a day, if they do not look further. */
const FURTHER: ReadonlyMap<string, number> = new Map([
  [SLO_SERIES.budgetRemaining, 30 * DAY],
  [SLO_SERIES.durations(duration("1h")), 7 * DAY],
]);

/** The service on whose SLO the dashboards look. */
export const SERVICE = LATE_OUTAGE.name;
export const CONFIG: Config = stackOf([LATE_OUTAGE]);

/**
 * Calls `use` with a Prometheus that has all that the dashboards of a stack with one SLO show: its counters of thirty days,
 * its histograms, and what the stack's own rules recorded of them, as far back as any panel looks.
 */
export async function withDashboardPast(use: (server: PrometheusServer) => Promise<void>): Promise<void> {
  await withPast([LATE_OUTAGE], recordingGroupsOf(CONFIG), CONFIG, use, {
    buckets: true,
    shown: (record) => FURTHER.get(record) ?? DAY,
  });
}

/** What the panels of one of Lookout's dashboards ask Prometheus. */
export function queriesOfPanels(uid: DashboardUid): readonly PanelQuery[] {
  const dashboard = dashboardsOf(CONFIG).find((each) => each.uid === uid);
  assert.ok(dashboard !== undefined, uid);
  return panelQueries(dashboard, CONFIG);
}
