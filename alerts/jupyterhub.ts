import type { Config } from "../config/config.ts";
import type { Alert, PanelLink } from "../model/alert.ts";
import { DASHBOARDS, PANELS } from "../model/dashboards.ts";
import { duration } from "../model/duration.ts";
import { killed } from "./containers/causes.ts";
import { state } from "./containers/series.ts";
import { settings } from "./settings.ts";

const WEEK = duration("1w");
const DAY = duration("1d");
const HOUR = duration("1h");

/**
 * What a JupyterHub tells of itself. Its series carry the namespace of its pod, which stands for the hub: Zero to
 * JupyterHub has one in each. They are there where its Service is annotated, which the chart does, where its network
 * policy lets Prometheus in, and with `authenticate_prometheus = False`.
 */
export function jupyterhub(config: Config): readonly Alert[] {
  const { exporters, prometheus, target } = config;
  const remembers = prometheus.retention.seconds >= WEEK.seconds + HOUR.seconds;
  return [
    hubDown(config),
    spawnFailures(config),
    spawnsSlow(config),
    ...(remembers ? [activeUsersUnusual(config)] : []),
    ...(exporters.kubeStateMetrics && target.kind === "kubernetes" ? [notebookOutOfMemory(config)] : []),
  ];
}

/**
 * By its own series, not by `up`: a pod that has gone has none, and a hub that never let us in is not down. One that was
 * removed or scaled to nothing is not missed either, where kube-state-metrics says so: its Deployment is `hub`, or ends so.
 * Where it says nothing, the hub is missed.
 */
function hubDown(config: Config): Alert {
  const { kubeStateMetrics } = config.exporters;
  const { remembered = kubeStateMetrics ? DAY : HOUR } = config.alerts.HubDown;
  const was = `max by (namespace) (present_over_time(jupyterhub_running_servers[${remembered.text}]))`;
  const deployments = "kube_deployment_spec_replicas";
  const hubs = state(deployments, 'deployment=~"(.+-)?(jupyter)?hub"');
  const removed = `(max_over_time(${hubs}[${remembered.text}]) unless ${hubs}) and on () group(${state(deployments)})`;
  const unwanted = kubeStateMetrics ? ` unless on (namespace) (${hubs} == 0 or (${removed}))` : "";
  return {
    ...about(config, "HubDown", PANELS.hubUsage.hubUp),
    condition: {
      all: [
        {
          query: `${was} unless on (namespace) jupyterhub_running_servers${unwanted}`,
          is: "above",
          threshold: 0,
        },
      ],
    },
    unit: "number",
    summary: "JupyterHub in {namespace} does not answer",
    description:
      "The hub in {namespace} was measured before and does not answer any more. Nobody can log in or start a server; servers that run go on as long as the proxy does.",
  };
}

/** Not refusals: a user who asks twice, or a hub that is full or busy, is no failure. Source: jupyterhub/metrics.py. */
const REAL = 'reason!~"throttled|too-many-users|already-pending"';

/** Starts of servers within half an hour, whole ones. Releases before 6.0 know no `error`, and no reasons. */
function starts(status: string): string {
  const matchers = `{status=~"${status}",${REAL}}`;
  return `round(sum by (namespace) (increase(jupyterhub_server_spawn_duration_seconds_count${matchers}[30m])))`;
}

function spawnFailures(config: Config): Alert {
  const { failures, threshold } = config.alerts.SpawnFailures;
  const failed = starts("failure|error");
  return {
    ...about(config, "SpawnFailures", PANELS.hubUsage.spawnFailures),
    condition: {
      all: [
        { query: `${failed} / ${starts("success|failure|error")}`, is: "above", threshold },
        { query: failed, is: "above", threshold: failures },
      ],
    },
    unit: "ratio",
    summary: "{value} of servers do not start on the JupyterHub in {namespace}",
    description:
      "Within half an hour, {value} of the servers that users asked the hub in {namespace} for did not start. Each is a user who cannot work.",
  };
}

/** Of those that started. The largest bucket is two minutes in older releases: what takes longer looks like two. */
function spawnsSlow(config: Config): Alert {
  const { starts: fewest, threshold } = config.alerts.SpawnsSlow;
  const buckets = `jupyterhub_server_spawn_duration_seconds_bucket{status="success"}`;
  return {
    ...about(config, "SpawnsSlow", PANELS.hubUsage.spawnDuration),
    condition: {
      all: [
        {
          query: `histogram_quantile(0.95, sum by (namespace, le) (rate(${buckets}[30m])))`,
          is: "above",
          threshold,
        },
        {
          query: `round(sum by (namespace) (increase(jupyterhub_server_spawn_duration_seconds_count{status="success"}[30m])))`,
          is: "above",
          threshold: fewest,
        },
      ],
    },
    unit: "seconds",
    summary: "Servers take {value} or more to start on the JupyterHub in {namespace}",
    description:
      "Within half an hour, one in twenty of the servers that started on the hub in {namespace} took {value} or longer. Images that are pulled and nodes that are added first are the usual reasons.",
  };
}

/** Who works right now has a running server. The largest at each moment: a hub that is replaced has two series. */
function activeUsersUnusual(config: Config): Alert {
  const { high, low, minimumServers } = config.alerts.ActiveUsersUnusual;
  const hour = "max by (namespace) (jupyterhub_running_servers)[1h:5m]";
  const now = `avg_over_time(${hour})`;
  const then = `avg_over_time(${hour} offset ${WEEK.text})`;
  return {
    ...about(config, "ActiveUsersUnusual", PANELS.hubUsage.activeUsers),
    condition: {
      all: [
        { query: `${now} / ${then}`, is: "outside", low, high },
        { query: `${now} + ${then}`, is: "above", threshold: minimumServers },
      ],
    },
    unit: "ratio",
    summary: "{value} of last week's users are on the JupyterHub in {namespace}",
    description:
      "Over the last hour, the hub in {namespace} had {value} of the running servers of the same hour last week. A holiday or a course explains it, or users cannot get in, or servers are not stopped.",
  };
}

/** One user's trouble, so nobody is told; the count of them is worth a look. Pods by KubeSpawner's label. */
function notebookOutOfMemory(config: Config): Alert {
  const each = "max by (namespace, pod, container)";
  const users = state("kube_pod_labels", 'label_component="singleuser-server"');
  const restarted = `changes(${state("kube_pod_container_status_restarts_total")}[15m])`;
  return {
    ...settings(config, "NotebookOutOfMemory"),
    category: "jupyterhub",
    condition: {
      all: [
        { query: `${each} (${restarted} and on (namespace, pod) ${users})`, is: "above", threshold: 0 },
        { query: `${each} (${killed("15m")})`, is: "above", threshold: 0 },
      ],
    },
    unit: "number",
    summary: "The server {namespace}/{pod} was killed for its memory",
    description:
      "A user's server, {namespace}/{pod}, used all the memory that it may and started anew, {value} times within 15 minutes. What was in its kernels is lost.",
    panel: {
      dashboard: DASHBOARDS.infrastructureHealth,
      panel: PANELS.infrastructureHealth.memory,
      variables: { namespace: "{namespace}", pod: "{pod}" },
    },
  };
}

type HubAlert = "HubDown" | "SpawnFailures" | "SpawnsSlow" | "ActiveUsersUnusual";

function about(config: Config, name: HubAlert, panel: number) {
  return {
    ...settings(config, name),
    category: "jupyterhub",
    panel: {
      dashboard: DASHBOARDS.hubUsage,
      panel,
      variables: { namespace: "{namespace}" },
    } satisfies PanelLink,
  } as const;
}
