import type { Config } from "../../../config/config.ts";
import { DASHBOARDS } from "../../../model/dashboards.ts";
import { JOBS } from "../../../model/jobs.ts";
import { linkTo } from "../../links.ts";
import type { Panel } from "../../panels/panel.ts";
import { timeSeries } from "../../panels/time-series.ts";
import { busiest } from "../../queries/containers.ts";
import { networkTraffic } from "../../queries/nodes.ts";
import { state } from "../../queries/pods.ts";
import { promql } from "../../queries/query.ts";
import { perSecond } from "../../queries/ratio.ts";
import { chosen } from "./containers.ts";

type Direction = "receive" | "transmit";

/** MB a second of each pod, or of each container of Docker's. */
function traffic(config: Config, direction: Direction): string {
  const { exporters, target } = config;
  const bytes = perSecond(`container_network_${direction}_bytes_total{${chosen(config).matchers}}`);
  if (target.kind === "docker") return `sum by (name) (${bytes}) / 1e6`;
  // Pods on the node's own network count all of the node's.
  const own = exporters.kubeStateMetrics
    ? ` unless on (namespace, pod) ${state("kube_pod_info", 'host_network="true"')}`
    : "";
  return `sum by (namespace, pod) (${bytes}${own}) / 1e6`;
}

export function podTrafficPanel(config: Config, direction: Direction): Panel {
  const docker = config.target.kind === "docker";
  const [id, title, what] =
    direction === "receive" ? ([50, "received", "receive"] as const) : ([51, "sent", "send"] as const);
  const each = docker ? "containers" : "pods";
  return timeSeries({
    id,
    title: `Network ${title} by ${docker ? "container" : "pod"}`,
    description: `Megabytes a second that ${each} ${what}. The ten busiest at each moment${docker ? "" : ", without pods on their node's own network"}. Source: cAdvisor.`,
    queries: [promql(busiest(traffic(config, direction)), { legend: docker ? "{{name}}" : "{{pod}}" })],
    unit: "MBs",
    min: 0,
    fill: 0,
    dataLinks: docker
      ? []
      : [
          linkTo(DASHBOARDS.infrastructureHealth, "This pod alone", {
            set: { namespace: "${__field.labels.namespace}", pod: "${__field.labels.pod}" },
          }),
        ],
  });
}

export function nodeTrafficPanel(direction: Direction): Panel {
  const [id, title, what] =
    direction === "receive" ? ([52, "received", "receives"] as const) : ([53, "sent", "sends"] as const);
  return timeSeries({
    id,
    title: `Network ${title} by node`,
    description: `Megabytes a second that each node ${what}, of the ten busiest at each moment, without bridges and tunnels, whose traffic is counted already. Source: node-exporter.`,
    queries: [promql(busiest(networkTraffic(direction)), { legend: "{{node}}" })],
    unit: "MBs",
    min: 0,
    fill: 0,
    dataLinks: [
      linkTo(DASHBOARDS.infrastructureHealth, "This node alone", {
        set: { instance: "${__field.labels.node}" },
      }),
    ],
  });
}

/** What did not get through, of pods and of nodes. */
export function lostPacketsPanel(): Panel {
  const nodes = `job="${JOBS.nodeExporter}",node=~"$instance"`;
  const lost = ["receive_errs", "receive_drop", "transmit_errs", "transmit_drop"].map((kind) =>
    perSecond(`node_network_${kind}_total{${nodes}}`),
  );
  return timeSeries({
    id: 54,
    title: "Packets lost by node",
    description:
      "Packets a second that a node's devices dropped or found damaged, received and sent, of the ten nodes with the most at each moment. A few are usual; many mean a full queue, a bad cable or an overloaded node. Source: node-exporter.",
    queries: [promql(busiest(`sum by (node) (${lost.join(" + ")})`), { legend: "{{node}}" })],
    unit: "cps",
    min: 0,
  });
}
