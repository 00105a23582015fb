import type { Config } from "../../../config/config.ts";
import { DASHBOARDS } from "../../../model/dashboards.ts";
import { JOBS } from "../../../model/jobs.ts";
import { linkTo } from "../../links.ts";
import { worseAbove } from "../../palette.ts";
import type { Override, Panel } from "../../panels/panel.ts";
import { table } from "../../panels/table.ts";
import { timeSeries } from "../../panels/time-series.ts";
import {
  type Containers,
  containers,
  cpu,
  memory,
  memoryLimit,
  requested,
} from "../../queries/containers.ts";
import { state } from "../../queries/pods.ts";
import { promql, rows } from "../../queries/query.ts";

/** Pods of users' servers, as KubeSpawner and DockerSpawner name them. */
const SERVERS = "jupyter-.+";

function servers(config: Config): Containers {
  return config.target.kind === "docker"
    ? containers(config, `name=~"${SERVERS}"`)
    : containers(config, 'namespace=~"$namespace"', `pod=~"${SERVERS}"`);
}

/** Which label a user's server is told apart by. */
const label = (config: Config) => (config.target.kind === "docker" ? "name" : "pod");

/** By its user, who is the rest of the name. */
const byUser = (config: Config, query: string) =>
  `label_replace(${query}, "user", "$1", "${label(config)}", "jupyter-(.+)")`;

/** Of each server, whatever containers it has. */
const ofServer = (config: Config, query: string) => {
  const by = config.target.kind === "docker" ? "name" : "namespace, pod";
  return byUser(config, `sum by (${by}) (${query})`);
};

/** Of each hub; on Docker, of all servers together. */
const ofHub = (query: string) => `sum by (namespace) (${query})`;

const toPod = (config: Config) =>
  config.target.kind === "docker"
    ? []
    : [
        linkTo(DASHBOARDS.infrastructureHealth, "The server's pod", {
          set: { namespace: "${__field.labels.namespace}", pod: "${__field.labels.pod}" },
        }),
      ];

export function userCpuPanel(config: Config): Panel {
  return timeSeries({
    id: 40,
    title: "CPU by user",
    description:
      "Processors that users' servers use: 1 is one processor's whole time. The ten busiest at each moment. Source: cAdvisor.",
    queries: [promql(`topk(10, ${ofServer(config, cpu(servers(config)))})`, { legend: "{{user}}" })],
    unit: "short",
    min: 0,
    fill: 0,
    calcs: ["max", "lastNotNull"],
    dataLinks: toPod(config),
  });
}

export function userMemoryPanel(config: Config): Panel {
  return timeSeries({
    id: 41,
    title: "Memory by user",
    description:
      "Memory of users' servers that the kernel cannot take back easily, of the ten largest at each moment. A server that reaches its limit is killed, and what was in its kernels is lost. Source: cAdvisor.",
    queries: [promql(`topk(10, ${ofServer(config, memory(servers(config)))})`, { legend: "{{user}}" })],
    unit: "bytes",
    min: 0,
    fill: 0,
    calcs: ["max", "lastNotNull"],
    dataLinks: toPod(config),
  });
}

export function hubCpuPanel(config: Config): Panel {
  const some = servers(config);
  return timeSeries({
    id: 42,
    title: "CPU of all users",
    description:
      "Processors that the users' servers of each hub use together, and have requested: what is requested and not used, nobody else can be given. Source: cAdvisor and kube-state-metrics.",
    queries: [
      promql(ofHub(cpu(some)), { legend: "{{namespace}} used" }),
      ...(some.requests
        ? [promql(ofHub(requested(some, "cpu")), { legend: "{{namespace}} requested" })]
        : []),
    ],
    unit: "short",
    min: 0,
    overrides: [ASKED],
  });
}

export function hubMemoryPanel(config: Config): Panel {
  const some = servers(config);
  return timeSeries({
    id: 43,
    title: "Memory of all users",
    description:
      "Memory that the users' servers of each hub use together, and have requested. Source: cAdvisor and kube-state-metrics.",
    queries: [
      promql(ofHub(memory(some)), { legend: "{{namespace}} used" }),
      ...(some.requests
        ? [promql(ofHub(requested(some, "memory")), { legend: "{{namespace}} requested" })]
        : []),
    ],
    unit: "bytes",
    min: 0,
    overrides: [ASKED],
  });
}

const ASKED: Override = {
  field: "/requested$/",
  properties: { "custom.lineStyle": { fill: "dash", dash: [10, 10] }, "custom.fillOpacity": 0 },
};

/** Users against what they may use: who is about to lose their work. */
export function userTable(config: Config): Panel {
  const some = servers(config);
  const share = `${memory(some)} / ${memoryLimit(some)}`;
  const max = (query: string) => {
    const by = config.target.kind === "docker" ? "name" : "namespace, pod";
    return byUser(config, `max by (${by}) (${query})`);
  };
  return table({
    id: 44,
    title: "Users' servers",
    description:
      "What each user's server uses now, the fullest memory first. At 100% of its limit it is killed. Source: cAdvisor.",
    queries: [
      rows(ofServer(config, cpu(some)), "cpu"),
      rows(ofServer(config, memory(some)), "memory"),
      rows(max(share), "share"),
    ],
    columns: [
      { field: "user", title: "User" },
      ...(config.target.kind === "docker" ? [] : [{ field: "namespace", title: "Hub", width: 160 }]),
      { field: "Value #cpu", title: "CPU", decimals: 2, width: 90 },
      { field: "Value #memory", title: "Memory", unit: "bytes", width: 110 },
      {
        field: "Value #share",
        title: "Of its limit",
        unit: "percentunit",
        decimals: 0,
        min: 0,
        max: 1,
        show: "bar",
        width: 160,
        thresholds: worseAbove(0.8, config.alerts.ContainerMemoryNearLimit.threshold),
      },
    ],
    sort: { by: "Of its limit" },
  });
}

const ON_NODES = state("kube_pod_info", 'namespace=~"$namespace"', `pod=~"${SERVERS}"`, 'node!=""');
/** One that has ended stays until it is deleted. */
const ALIVE = `${ON_NODES} and on (namespace, pod, uid) ${state("kube_pod_status_phase", 'phase=~"Pending|Running"', `pod=~"${SERVERS}"`)} == 1`;

export function nodesPanel(): Panel {
  return timeSeries({
    id: 45,
    title: "Nodes with users' servers",
    description:
      "How many nodes run at least one user's server, by hub. A node that several hubs share counts in each. Source: kube-state-metrics.",
    queries: [
      promql(`count by (namespace) (count by (namespace, node) (${ALIVE}))`, { legend: "{{namespace}}" }),
    ],
    unit: "none",
    decimals: 0,
    min: 0,
  });
}

export function nodeTable(config: Config): Panel {
  const count = `count by (node) (${ALIVE})`;
  const here = `and on (node) ${count}`;
  const exporter = `job="${JOBS.nodeExporter}"`;
  const memoryOf = (what: string) => `max by (node) (node_memory_${what}_bytes{${exporter}})`;
  const idle = `rate(node_cpu_seconds_total{${exporter},mode=~"idle|iowait"}[$__rate_interval])`;
  const bar = { unit: "percentunit", decimals: 0, min: 0, max: 1, show: "bar", width: 140 } as const;
  const { nodeExporter } = config.exporters;
  return table({
    id: 46,
    title: "How full those nodes are",
    description:
      "Users' servers on each node, and the processors and memory in use there by all that runs on it. Source: kube-state-metrics and node-exporter.",
    queries: [
      rows(count, "servers"),
      ...(nodeExporter
        ? [
            rows(`(1 - avg by (node) (sum by (node, cpu) (${idle}))) ${here}`, "cpu"),
            rows(`(1 - ${memoryOf("MemAvailable")} / ${memoryOf("MemTotal")}) ${here}`, "memory"),
          ]
        : []),
    ],
    columns: [
      {
        field: "node",
        title: "Node",
        link: linkTo(DASHBOARDS.infrastructureHealth, "This node alone", {
          set: { instance: "${__value.raw}" },
        }),
      },
      { field: nodeExporter ? "Value #servers" : "Value", title: "Servers", decimals: 0, width: 90 },
      ...(nodeExporter
        ? [
            {
              ...bar,
              field: "Value #cpu",
              title: "CPU",
              thresholds: worseAbove(0.8, config.alerts.NodeCpuBusy.threshold),
            },
            {
              ...bar,
              field: "Value #memory",
              title: "Memory",
              thresholds: worseAbove(0.8, config.alerts.NodeMemoryFull.threshold),
            },
          ]
        : []),
    ],
    sort: { by: "Servers" },
  });
}
