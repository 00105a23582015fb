import type { Config } from "../config/config.ts";
import type { Alert, Comparison } from "../model/alert.ts";
import { DASHBOARDS, PANELS } from "../model/dashboards.ts";
import { ofWorkloads } from "./own-series.ts";
import { settings } from "./settings.ts";

const { alertmanagerCluster, grafanaAlerting, notifications: sent } = PANELS.observabilityStack;

/**
 * Whether people are told. None is a page: it would go the way that is broken. The heartbeat raises that alarm from
 * outside.
 */
export function notifications(config: Config): readonly Alert[] {
  if (config.alerting.engine === "grafana") return [evaluationFails(config), grafanaFails(config)];
  const several = config.alertmanager.replicas > 1;
  return [alertmanagerFails(config), ...(several ? [clusterSplit(config), configDiffers(config)] : [])];
}

/** Each replica evaluates every rule, so the worst of them counts, not their sum. */
function evaluationFails(config: Config): Alert {
  const { threshold } = config.alerts.GrafanaAlertEvaluationFails;
  const query = `max(sum by (pod) (increase(grafana_alerting_rule_evaluation_failures_total{${ofWorkloads(config, "grafana")}}[15m])))`;
  return {
    ...settings(config, "GrafanaAlertEvaluationFails"),
    category: "notifications",
    condition: { all: [{ query, is: "above", threshold }] },
    unit: "number",
    summary: "Grafana fails to evaluate alert rules",
    description:
      "In 15 minutes a replica of Grafana failed {value} evaluations of alert rules, after all retries. Those alerts keep the state they had and see nothing new.",
    panel: onStack(grafanaAlerting),
  };
}

function grafanaFails(config: Config): Alert {
  const own = ofWorkloads(config, "grafana");
  const series = (name: string) => `grafana_alerting_notifications${name}_total{${own}}`;
  return {
    ...settings(config, "GrafanaNotificationsFail"),
    category: "notifications",
    condition: {
      all: failing(series("_failed"), series(""), config.alerts.GrafanaNotificationsFail),
    },
    ...undelivered("Grafana"),
  };
}

/** What a replica was about to send when it stopped is another's to send. */
function alertmanagerFails(config: Config): Alert {
  const own = ofWorkloads(config, "alertmanager");
  return {
    ...settings(config, "AlertmanagerNotificationsFail"),
    category: "notifications",
    condition: {
      all: failing(
        `alertmanager_notifications_failed_total{${own},reason!="contextCanceled"}`,
        `alertmanager_notifications_total{${own}}`,
        config.alerts.AlertmanagerNotificationsFail,
      ),
    },
    ...undelivered("Alertmanager"),
  };
}

/** A notification that fails is tried again every five minutes, and counts each time: the window holds six of them. */
function failing(
  failed: string,
  all: string,
  { minimumFailures, threshold }: { readonly minimumFailures: number; readonly threshold: number },
): readonly [Comparison, Comparison] {
  const count = (series: string) => `sum by (integration) (increase(${series}[30m]))`;
  return [
    { query: `${count(failed)} / ${count(all)}`, is: "above", threshold },
    { query: count(failed), is: "above", threshold: minimumFailures },
  ];
}

function undelivered(sender: "Alertmanager" | "Grafana") {
  return {
    unit: "ratio",
    summary: `${sender} fails {value} of notifications by {integration}`,
    description: `Over half an hour, {value} of the notifications that ${sender} sent by {integration} failed, after all retries. People are not told of alerts that go this way.`,
    panel: onStack(sent),
  } as const;
}

/** Against replicas that answer, not against all: one that is down is another alert's. */
function clusterSplit(config: Config): Alert {
  const own = ofWorkloads(config, "alertmanager");
  const query = `count(up{${own}} == 1) - min(alertmanager_cluster_members{${own}})`;
  return {
    ...settings(config, "AlertmanagerClusterSplit"),
    category: "notifications",
    condition: { all: [{ query, is: "above", threshold: 0 }] },
    unit: "number",
    summary: "Replicas of Alertmanager do not see each other",
    description:
      "A replica of Alertmanager sees {value} fewer replicas than run. Parts of a split cluster each notify, so people are told twice, and silences hold in one part only.",
    panel: onStack(alertmanagerCluster),
  };
}

/** Replicas start anew with a new configuration: for long they differ only where that stopped half way. */
function configDiffers(config: Config): Alert {
  const query = `count(count_values("configuration", alertmanager_config_hash{${ofWorkloads(config, "alertmanager")}}))`;
  return {
    ...settings(config, "AlertmanagerConfigDiffers"),
    category: "notifications",
    condition: { all: [{ query, is: "above", threshold: 1 }] },
    unit: "number",
    summary: "Replicas of Alertmanager have different configurations",
    description:
      "The replicas of Alertmanager run with {value} different configurations. Who is told, and how, depends on the replica that sends.",
    panel: onStack(alertmanagerCluster),
  };
}

const onStack = (panel: number) => ({ dashboard: DASHBOARDS.observabilityStack, panel });
