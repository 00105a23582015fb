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
  /** Variable → value: `${__field.labels.service_name}`, `${__data.fields.slo}`. */
  readonly set?: Readonly<Record<string, string>>;
  /** Variables of this dashboard that the other one has too. All, unless something is set. */
  readonly keep?: readonly string[];
  /** Shows one panel alone. */
  readonly panel?: number;
}

/** The next dashboard, for the same time and variables. */
export function linkTo(dashboard: DashboardUid, title: string, { keep, panel, set }: Kept = {}): Link {
  const kept = keep ?? (set === undefined ? undefined : []);
  const parts = [
    "${__url_time_range}",
    ...(kept === undefined ? ["${__all_variables}"] : kept.map((name) => `\${${name}:queryparam}`)),
    ...Object.entries(set ?? {}).map(([name, value]) => `var-${name}=${value}`),
    ...(panel === undefined ? [] : [`viewPanel=${panel}`]),
  ];
  return { title, url: `/d/${dashboard}?${parts.join("&")}` };
}

export function linkBuilder({ newTab = false, title, url }: Link): DashboardLinkBuilder {
  return new DashboardLinkBuilder(title).url(url).targetBlank(newTab);
}
