import type { Config } from "../../config/config.ts";
import { DASHBOARDS } from "../../model/dashboards.ts";
import type { DashboardSpec } from "../dashboard.ts";
import { flow, type Line, type Row, row, spread } from "../layout.ts";
import { linkTo } from "../links.ts";
import type { Variable } from "../variables.ts";
import { clusterPanel, grafanaAlertingPanel, notificationsPanel } from "./stack/alerting.ts";
import { failedPanel, jaegerPanel, queuePanel, refusedPanel, spansPanel } from "./stack/collector.ts";
import { datasourcesPanel, durationPanel, requestsPanel } from "./stack/grafana.ts";
import {
  linesByNodePanel,
  linesPanel,
  logQueriesPanel,
  lokiErrorsPanel,
  retentionPanel,
  streamsPanel,
} from "./stack/logs.ts";
import {
  headPanel,
  ingestionPanel,
  queriesPanel,
  refusedScrapesPanel,
  remoteWritePanel,
  ruleDurationPanel,
  ruleEvaluationPanel,
  writeAheadLogPanel,
} from "./stack/metrics.ts";
import { numbers, storagePanel, targetsPanel } from "./stack/overview.ts";
import { stackCpuPanel, stackMemoryPanel } from "./stack/resources.ts";

/** Whether what watches is well itself. For those who run it. */
export function observabilityStack(config: Config): DashboardSpec {
  return {
    uid: DASHBOARDS.observabilityStack,
    title: "Observability Stack",
    description:
      "Is the stack itself well: does it get, keep and show all metrics, logs and traces, evaluate its rules and tell people?",
    tags: ["infrastructure"],
    range: "6h",
    refresh: "1m",
    variables: config.target.kind === "docker" ? [] : VARIABLES,
    screen: screen(config),
    rows: [...metrics(config), ...logs(config), ...traces(config), ...alerting(config), ...grafana(config)],
    next: [linkTo(DASHBOARDS.infrastructureHealth, "Infrastructure Health"), linkTo(DASHBOARDS.home, "Home")],
  };
}

/** Those that alerts set. Namespace and node narrow the targets, the pod also what each replica says of itself. */
const VARIABLES: readonly Variable[] = [
  { name: "namespace", label: "Namespace", values: "label_values(up, namespace)" },
  { name: "pod", label: "Pod", values: 'label_values(up{namespace=~"$namespace"}, pod)' },
  { name: "instance", label: "Node", values: "label_values(up, node)" },
];

function screen(config: Config): readonly Line[] {
  const storage = storagePanel(config);
  return [
    ...spread(3, ...numbers(config)),
    ...flow(
      8,
      [storage.length === 0 ? 24 : 16, targetsPanel(config)],
      ...storage.map((panel) => [8, panel] as const),
    ),
    ...flow(8, [8, ingestionPanel(config)], [8, linesPanel(config)], [8, spansPanel(config)]),
  ];
}

function metrics(config: Config): readonly Row[] {
  return [
    row(
      "Metrics: Prometheus",
      ...flow(
        8,
        [8, ruleEvaluationPanel(config)],
        [8, ruleDurationPanel(config)],
        [8, writeAheadLogPanel(config)],
        [8, headPanel(config)],
        [8, queriesPanel(config)],
        [8, refusedScrapesPanel(config)],
        ...(config.prometheus.remoteWrite.length > 0 ? [[12, remoteWritePanel(config)] as const] : []),
      ),
    ),
  ];
}

function logs(config: Config): readonly Row[] {
  return [
    row(
      "Logs: Loki",
      ...flow(
        8,
        [8, lokiErrorsPanel(config)],
        [8, streamsPanel(config)],
        [8, logQueriesPanel(config)],
        ...(config.exporters.nodeLogs && config.target.kind === "kubernetes"
          ? [[16, linesByNodePanel(config)] as const]
          : []),
        [8, retentionPanel(config)],
      ),
    ),
  ];
}

function traces(config: Config): readonly Row[] {
  return [
    row(
      "Traces and collectors: OpenTelemetry and Jaeger",
      ...flow(
        8,
        [12, refusedPanel(config)],
        [12, failedPanel(config)],
        [12, queuePanel(config)],
        [12, jaegerPanel(config)],
      ),
    ),
  ];
}

/** Alertmanager only where it sends, and its cluster only where there is one. */
function alerting(config: Config): readonly Row[] {
  const { alerting, alertmanager } = config;
  const panels: Line["panels"] = [
    [12, notificationsPanel(config)],
    ...(alerting.engine === "grafana" ? [[12, grafanaAlertingPanel(config)] as const] : []),
    ...(alerting.engine === "prometheus" && alertmanager.replicas > 1
      ? [[12, clusterPanel(config)] as const]
      : []),
  ];
  return [row("Alerts and notifications", ...flow(8, ...panels))];
}

function grafana(config: Config): readonly Row[] {
  return [
    row(
      "Grafana",
      ...flow(8, [8, requestsPanel(config)], [8, durationPanel(config)], [8, datasourcesPanel(config)]),
    ),
    ...(config.exporters.cadvisor
      ? [row("What the stack uses", ...flow(8, [12, stackCpuPanel(config)], [12, stackMemoryPanel(config)]))]
      : []),
  ];
}
