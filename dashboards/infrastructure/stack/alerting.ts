import type { Config } from "../../../config/config.ts";
import { PANELS } from "../../../model/dashboards.ts";
import { coloured, type Panel } from "../../panels/panel.ts";
import { timeSeries } from "../../panels/time-series.ts";
import { promql } from "../../queries/query.ts";
import { grown, perSecond } from "../../queries/ratio.ts";
import { own, replica } from "../../queries/stack.ts";

const { observabilityStack: ids } = PANELS;

/** What people are told, and what they are not, by the system that sends. */
export function notificationsPanel(config: Config): Panel {
  const grafana = config.alerting.engine === "grafana";
  const sender = grafana ? "Grafana" : "Alertmanager";
  const prefix = grafana ? "grafana_alerting" : "alertmanager";
  const mine = own(config, grafana ? "grafana" : "alertmanager");
  // What a replica was about to send when it stopped is another's to send.
  const failures = grafana ? mine : `${mine},reason!="contextCanceled"`;
  const sum = (name: string, matchers: string) =>
    `round(sum by (integration) (${grown(`${prefix}_${name}_total{${matchers}}`)}))`;
  return timeSeries({
    id: ids.notifications,
    title: "Notifications",
    description: `Notifications that ${sender} sent by each way, and those that failed after all retries: people are not told.${grafana ? "" : " Alerts that Prometheus could hand to no Alertmanager are dropped."} The heartbeat is among them, so there are always some where one is set up.`,
    queries: [
      promql(sum("notifications", mine), { legend: "{{integration}} all" }),
      promql(`${sum("notifications_failed", failures)} > 0`, { legend: "{{integration}} failed" }),
      ...(grafana
        ? []
        : [
            promql(
              `round(sum by (${replica(config)}) (${grown(`prometheus_notifications_dropped_total{${own(config, "prometheus")}}`)})) > 0`,
              { legend: `dropped by {{${replica(config)}}}` },
            ),
          ]),
    ],
    unit: "none",
    decimals: 0,
    min: 0,
    draw: "bars",
    calcs: ["sum"],
    interval: "5m",
    overrides: [coloured("/failed$|^dropped/", "bad")],
    noValue: "No notification was sent",
  });
}

/** Where Grafana evaluates the alerts. */
export function grafanaAlertingPanel(config: Config): Panel {
  const grafana = own(config, "grafana");
  const sum = (name: string) =>
    `sum by (${replica(config)}) (${perSecond(`grafana_alerting_rule_${name}_total{${grafana}}`)})`;
  const name = `{{${replica(config)}}}`;
  return timeSeries({
    id: ids.grafanaAlerting,
    title: "Alert evaluations in Grafana",
    description:
      "Alert rules a second that each replica of Grafana evaluates, and that it could not after all retries: those alerts keep the state they had and see nothing new.",
    queries: [
      promql(sum("evaluations"), { legend: `${name} evaluated` }),
      promql(`${sum("evaluation_failures")} or 0 * ${sum("evaluations")}`, { legend: `${name} failed` }),
    ],
    unit: "ops",
    min: 0,
    overrides: [coloured("/evaluated$/", "sky"), coloured("/failed$/", "bad")],
  });
}

/** Where several Alertmanagers have to see each other. */
export function clusterPanel(config: Config): Panel {
  const mine = own(config, "alertmanager");
  return timeSeries({
    id: ids.alertmanagerCluster,
    title: "Alertmanager cluster",
    description:
      "How many replicas answer, how many each sees, and how many different configurations they run with. One that sees fewer notifies on its own; more than one configuration, and who is told depends on who sends.",
    queries: [
      promql(`count(up{${mine}} == 1)`, { legend: "replicas that answer" }),
      promql(`min by (${replica(config)}) (alertmanager_cluster_members{${mine}})`, {
        legend: `seen by {{${replica(config)}}}`,
      }),
      promql(`count(count_values("configuration", alertmanager_config_hash{${mine}}))`, {
        legend: "configurations",
      }),
    ],
    unit: "none",
    decimals: 0,
    min: 0,
    calcs: ["min", "max", "lastNotNull"],
  });
}
