import type { Config } from "../../config/config.ts";
import { IMAGES } from "../../model/images.ts";
import { PORTS } from "../../model/ports.ts";
import type { Workload } from "../../model/workload.ts";
import { goMemoryLimit } from "../go.ts";
import { probes } from "../probe.ts";
import { toApiServer } from "../reach.ts";
import { exportedResources, permissions } from "./resources.ts";

/**
 * Labels of objects that become labels of `kube_pod_labels` and `kube_node_labels`; without them those have none. They
 * join usage to an application, to a JupyterHub user, and to a kind of node.
 */
const LABELS = [
  "pods=[app,app.kubernetes.io/name,component,hub.jupyter.org/username]",
  "nodes=[node.kubernetes.io/instance-type,topology.kubernetes.io/zone]",
].join(",");

/** kube-state-metrics: what the cluster's objects should be and are. One replica: two would double every sum. */
export function kubeStateMetrics(config: Config): Workload {
  const { resources } = config.kubeStateMetrics;
  return {
    name: "kube-state-metrics",
    component: "metrics",
    summary: "Exports the state of the cluster's objects.",
    image: IMAGES.kubeStateMetrics,
    placement: "main",
    replicas: 1,
    args: [
      // The default needs IPv6; the pod's own address is of whatever kind the cluster has.
      "--host=$(POD_IP)",
      "--telemetry-host=$(POD_IP)",
      `--resources=${exportedResources()}`,
      `--metric-labels-allowlist=${LABELS}`,
    ],
    env: { POD_IP: { field: "pod-ip" }, ...goMemoryLimit(resources) },
    files: [],
    secretFiles: [],
    volumes: [],
    ports: [
      { name: "http", port: PORTS.kubeStateMetrics.http, protocol: "TCP" },
      { name: "telemetry", port: PORTS.kubeStateMetrics.telemetry, protocol: "TCP" },
    ],
    // Its own health; what it says of the cluster has a job of its own.
    metrics: { port: "telemetry", path: "/metrics" },
    // Not /livez: it asks the API server, whose outage would restart this too.
    probes: probes({ port: "http", path: "/healthz" }, { port: "telemetry", path: "/readyz" }, 120),
    resources,
    gracePeriodSeconds: 30,
    prepare: [],
    alone: true,
    peers: false,
    sessionAffinity: false,
    permissions: permissions(),
    access: [{ from: [{ workload: "prometheus" }], ports: ["http", "telemetry"] }],
    egress: [toApiServer(config, "watches the cluster's objects")],
  };
}
