import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import { type AnnotationQuery, AnnotationQueryBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Config } from "../config/config.ts";
import { DEPLOYMENT_TAG } from "../model/annotations.ts";
import { COLOURS } from "./palette.ts";

/** Label of alerts → the dashboard's variable that must match it. */
export type AlertsAbout = Readonly<Record<string, string>>;

/** What every dashboard marks on its time axis: deployments of the stack, and alerts as they begin to fire. */
export function annotations(config: Config, about: AlertsAbout): readonly Builder<AnnotationQuery>[] {
  return [
    deployments(),
    config.alerting.engine === "grafana" ? grafanaAlerts(about) : prometheusAlerts(about),
  ];
}

/** Source of the target's shape: public/app/plugins/datasource/grafana/types.ts of Grafana 12.4 */
function deployments(): Builder<AnnotationQuery> {
  const target = { type: "tags", tags: [DEPLOYMENT_TAG], matchAny: false, limit: 100 };
  return new AnnotationQueryBuilder()
    .name("Deployments")
    .datasource({ type: "grafana", uid: "-- Grafana --" })
    .enable(true)
    .iconColor(COLOURS.sky)
    .target({ build: () => target as never });
}

/** Grafana's own alerts tell Loki of every change of state. */
function grafanaAlerts(about: AlertsAbout): Builder<AnnotationQuery> {
  const matchers = Object.entries(about).map(([label, variable]) => ` | labels_${label}=~"$${variable}"`);
  const expr = `{from="state-history"} | json | current="Alerting" | previous!="Alerting"${matchers.join("")}`;
  return new AnnotationQueryBuilder()
    .name("Alerts")
    .datasource({ type: "loki", uid: "loki" })
    .enable(true)
    .iconColor(COLOURS.bad)
    .expr(expr)
    .target({ build: () => ({ refId: "alerts", expr, queryType: "range", maxLines: 100 }) as never });
}

function prometheusAlerts(about: AlertsAbout): Builder<AnnotationQuery> {
  const matchers = Object.entries(about).map(([label, variable]) => `,${label}=~"$${variable}"`);
  return new AnnotationQueryBuilder()
    .name("Alerts")
    .datasource({ type: "prometheus", uid: "prometheus" })
    .enable(true)
    .iconColor(COLOURS.bad)
    .expr(`ALERTS{alertstate="firing",alertname!="Watchdog",severity!="info"${matchers.join("")}}`)
    .titleFormat("{{alertname}}")
    .tagKeys("severity,team")
    .step("60s");
}
