import { DashboardLinkBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import type { DashboardUid } from "../model/dashboards.ts";

/** A link of a panel or of a value. */
export interface Link {
  readonly title: string;
  /** Relative to Grafana's root, or absolute; Grafana adds the path under which it is served. */
  readonly url: string;
  readonly newTab?: boolean;
}

interface Kept {
  /** Until now, from then: `30d`, for panels with a range of their own. All others pass on the chosen time. */
  readonly range?: string;
  /** Variable → value: `${__field.labels.service_name}`, `${__data.fields.slo}`. */
  readonly set?: Readonly<Record<string, string>>;
  /** Variables of this dashboard that the other one has too. All, unless something is set. */
  readonly keep?: readonly string[];
  /** Shows one panel alone. */
  readonly panel?: number;
}

/** Grafana puts in all variables of the dashboard, with their values. */
export const EVERY_VARIABLE = "${__all_variables}";

/** The next dashboard, for the same time and variables; for the same datasources in any case. */
export function linkTo(dashboard: DashboardUid, title: string, { keep, panel, range, set }: Kept = {}): Link {
  const kept = keep ?? (set === undefined ? undefined : []);
  const parts = [
    // Empty in panels with a range of their own.
    range === undefined ? "${__url_time_range}" : `from=now-${range}&to=now`,
    ...(kept === undefined ? [EVERY_VARIABLE] : kept.map((name) => `\${${name}:queryparam}`)),
    ...Object.entries(set ?? {}).map(([name, value]) => `var-${name}=${value}`),
    ...(panel === undefined ? [] : [`viewPanel=${panel}`]),
  ];
  return { title, url: `/d/${dashboard}?${parts.join("&")}` };
}

export function linkBuilder({ newTab = false, title, url }: Link): DashboardLinkBuilder {
  return new DashboardLinkBuilder(title).url(url).targetBlank(newTab);
}
