import type { Config } from "../../../config/config.ts";
import { worseAbove } from "../../palette.ts";
import type { Panel } from "../../panels/panel.ts";
import { stat } from "../../panels/stat.ts";
import { allMemoryUsed, busy, diskUsed, notReady } from "../../queries/nodes.ts";
import { restarts, unwellCount } from "../../queries/pods.ts";
import { promql } from "../../queries/query.ts";
import { volumeUsed } from "../../queries/storage.ts";

/** A few numbers that say whether all is well; those that this stack can know. */
export function numbers(config: Config): readonly Panel[] {
  const { alerts, exporters, target } = config;
  const cluster = target.kind === "kubernetes" && exporters.kubeStateMetrics;
  const storage = fullest(config);
  return [
    ...(cluster ? [nodes(), pods(), restarted()] : []),
    ...(exporters.nodeExporter
      ? [
          share(23, "CPU in use", `${NODES} have their processors`, busy(""), alerts.NodeCpuBusy),
          share(24, "Memory in use", `${NODES} have their memory`, allMemoryUsed(), alerts.NodeMemoryFull),
        ]
      : []),
    ...(storage.length > 0
      ? [
          share(
            25,
            "Fullest storage",
            "the fullest of the disks of the chosen nodes and of the volumes of the chosen namespaces has its space",
            `max(${storage.join(" or ")})`,
            alerts.VolumeFull,
          ),
        ]
      : []),
  ];
}

const NODES = "the chosen nodes together";

function fullest({ exporters, target }: Config): readonly string[] {
  return [
    ...(exporters.nodeExporter ? [diskUsed()] : []),
    ...(exporters.cadvisor && target.kind === "kubernetes" ? [volumeUsed('namespace=~"$namespace"')] : []),
  ];
}

function nodes(): Panel {
  return stat({
    id: 20,
    title: "Unready nodes",
    description:
      "Nodes that Kubernetes cannot run pods on, without those that somebody has cordoned. Source: kube-state-metrics.",
    queries: [promql(notReady(), { instant: true })],
    unit: "none",
    decimals: 0,
    thresholds: { base: "good", steps: [[1, "bad"]] },
  });
}

function pods(): Panel {
  return stat({
    id: 21,
    title: "Pods not well",
    description:
      "Pods that are pending, failed, not ready or held back by an error. The row on pods names them. Source: kube-state-metrics.",
    queries: [promql(unwellCount(), { instant: true })],
    unit: "none",
    decimals: 0,
    thresholds: worseAbove(1, 5),
  });
}

function restarted(): Panel {
  return stat({
    id: 22,
    title: "Restarts",
    description:
      "How often containers ended and were started anew within the chosen time. Source: kube-state-metrics.",
    queries: [promql(`sum(${restarts()}) or vector(0)`)],
    unit: "none",
    decimals: 0,
    calc: "sum",
    interval: "5m",
    thresholds: worseAbove(1, 10),
  });
}

function share(
  id: number,
  title: string,
  what: string,
  query: string,
  { threshold }: { readonly threshold: number },
): Panel {
  return stat({
    id,
    title,
    description: `How much ${what} in use now. Red above ${Math.round(threshold * 100)}%, where alerts begin.`,
    queries: [promql(query, { instant: true })],
    unit: "percentunit",
    decimals: 0,
    min: 0,
    max: 1,
    thresholds: worseAbove(Math.min(0.8, threshold), threshold),
  });
}
