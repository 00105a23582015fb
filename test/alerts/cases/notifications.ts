import type { AlertCase } from "../alert-case.ts";

const evaluationFailures = (pod: string) =>
  `grafana_alerting_rule_evaluation_failures_total{job="grafana",namespace="lookout",pod="${pod}",org="1"}`;

const grafana = (which: "" | "_failed", integration: string) =>
  `grafana_alerting_notifications${which}_total{job="grafana",namespace="lookout",pod="grafana-0",org="1",integration="${integration}"}`;

const failed = (integration: string, reason: string) =>
  `alertmanager_notifications_failed_total{job="alertmanager",namespace="lookout",pod="alertmanager-0",integration="${integration}",reason="${reason}"}`;

const all = (integration: string) =>
  `alertmanager_notifications_total{job="alertmanager",namespace="lookout",pod="alertmanager-0",integration="${integration}"}`;

/** A metric of each of three replicas. */
const replicas = (metric: string, ...values: readonly [string, string, string]) =>
  Object.fromEntries(
    values.map((value, index) => [
      `${metric}{job="alertmanager",namespace="lookout",pod="alertmanager-${index}"}`,
      value,
    ]),
  );

const MEMBERS = "alertmanager_cluster_members";
const HASH = "alertmanager_config_hash";

const PROMETHEUS = { alerting: { engine: "prometheus" } };
const THREE = { ...PROMETHEUS, alertmanager: { replicas: 3 } };

export const notificationCases: readonly AlertCase[] = [
  {
    alert: "GrafanaAlertEvaluationFails",
    fires: {
      // The sixth failure of each replica comes at minute 6; both evaluate the same rules.
      series: {
        [evaluationFailures("grafana-0")]: "0+1x60",
        [evaluationFailures("grafana-1")]: "0+1x60",
      },
      atMinute: 16,
      labels: {},
      summary: "Grafana fails to evaluate alert rules",
      description:
        "In 15 minutes a replica of Grafana failed 15 evaluations of alert rules, after all retries. Those alerts keep the state they had and see nothing new.",
    },
    quiet: {
      because: "each replica failed five times, which is ten together",
      series: {
        [evaluationFailures("grafana-0")]: "0+1x5 5x60",
        [evaluationFailures("grafana-1")]: "0+1x5 5x60",
      },
      untilMinute: 65,
    },
  },
  {
    alert: "GrafanaNotificationsFail",
    fires: {
      // The third failure comes at minute 3.
      series: {
        [grafana("_failed", "pagerduty")]: "0+1x60",
        [grafana("", "pagerduty")]: "0+2x60",
        [grafana("", "email")]: "0+2x60",
      },
      atMinute: 8,
      labels: { integration: "pagerduty" },
      summary: "Grafana fails 50% of notifications by pagerduty",
      description:
        "Over half an hour, 50% of the notifications that Grafana sent by pagerduty failed, after all retries. People are not told of alerts that go this way.",
    },
    quiet: {
      because: "two failed of one kind, and one in thirty of the other",
      series: {
        [grafana("_failed", "pagerduty")]: "0+1x2 2x60",
        [grafana("", "pagerduty")]: "0+1x2 2x60",
        [grafana("_failed", "webhook")]: "0+1x60",
        [grafana("", "webhook")]: "0+30x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "AlertmanagerNotificationsFail",
    values: PROMETHEUS,
    fires: {
      series: {
        [failed("slack", "serverError")]: "0+1x60",
        [failed("slack", "clientError")]: "0x60",
        [all("slack")]: "0+4x60",
        [failed("email", "serverError")]: "0x60",
        [all("email")]: "0+4x60",
      },
      atMinute: 8,
      labels: { integration: "slack" },
      summary: "Alertmanager fails 25% of notifications by slack",
      description:
        "Over half an hour, 25% of the notifications that Alertmanager sent by slack failed, after all retries. People are not told of alerts that go this way.",
    },
    quiet: {
      because: "two failed, and the rest was cut off by a restart and is another replica's to send",
      series: {
        [failed("slack", "serverError")]: "0+1x2 2x60",
        [failed("slack", "contextCanceled")]: "0+1x60",
        [all("slack")]: "0+1x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "AlertmanagerClusterSplit",
    values: THREE,
    fires: {
      // From minute 6 on one replica sees itself alone, and the others each other.
      series: {
        ...replicas("up", "1x60", "1x60", "1x60"),
        ...replicas(MEMBERS, "3x60", "3x5 2x55", "3x5 1x55"),
      },
      atMinute: 21,
      labels: {},
      summary: "Replicas of Alertmanager do not see each other",
      description:
        "A replica of Alertmanager sees 2 fewer replicas than run. Parts of a split cluster each notify, so people are told twice, and silences hold in one part only.",
    },
    quiet: {
      because: "the replica that the others do not see is down",
      series: {
        ...replicas("up", "1x60", "1x60", "1x5 0x55"),
        ...replicas(MEMBERS, "3x5 2x55", "3x5 2x55", "3x5 stale"),
      },
      untilMinute: 60,
    },
  },
  {
    alert: "AlertmanagerConfigDiffers",
    values: THREE,
    fires: {
      series: replicas(HASH, "1e14x5 2e14x60", "1e14x65", "1e14x65"),
      atMinute: 36,
      labels: {},
      summary: "Replicas of Alertmanager have different configurations",
      description:
        "The replicas of Alertmanager run with 2 different configurations. Who is told, and how, depends on the replica that sends.",
    },
    quiet: {
      because: "the last replica follows the first within half an hour",
      series: replicas(HASH, "1e14x5 2e14x60", "1e14x20 2e14x45", "1e14x35 2e14x30"),
      untilMinute: 65,
    },
  },
];

/** It always fires, so there is nothing that could keep it quiet. */
export const watchdogCase: Pick<AlertCase, "alert" | "fires"> = {
  alert: "Watchdog",
  fires: {
    series: {},
    atMinute: 0,
    labels: {},
    summary: "Alerting works",
    description:
      "This alert always fires. Whoever is told of it should raise the alarm when it stops: then rules are not evaluated, or nobody can be told.",
  },
};
