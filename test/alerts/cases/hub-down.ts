import type { AlertCase } from "../alert-case.ts";

const running = (pod: string) => `jupyterhub_running_servers{namespace="hub",pod="${pod}",job="hub"}`;
const replicas = (deployment: string) =>
  `kube_deployment_spec_replicas{job="kube-state-metrics",namespace="hub",deployment="${deployment}"}`;

const DOWN = {
  labels: { namespace: "hub" },
  summary: "JupyterHub in hub does not answer",
  description:
    "The hub in hub was measured before and does not answer any more. Nobody can log in or start a server; servers that run go on as long as the proxy does.",
};

export const hubDownCases: readonly AlertCase[] = [
  {
    alert: "HubDown",
    fires: { series: { [running("hub-1")]: "5x29 stale", [replicas("hub")]: "1x60" }, atMinute: 35, ...DOWN },
    quiet: {
      because: "it is back after five minutes",
      series: { [running("hub-1")]: "5x29 stale _x4 5x60", [replicas("hub")]: "1x90" },
      untilMinute: 90,
    },
  },
  {
    alert: "HubDown",
    values: { alerts: { HubDown: { remembered: "1h" } } },
    fires: {
      series: {
        [running("hub-1")]: "5x9 stale",
        [running("hub-2")]: "_x9 5x20 stale",
        [replicas("jupyter-hub")]: "2x60",
      },
      atMinute: 35,
      ...DOWN,
    },
    quiet: {
      because: "one never let Prometheus in, and the other's pod was replaced",
      series: {
        'up{namespace="other",pod="hub-1",job="hub",service="hub"}': "0x90",
        [running("hub-1")]: "5x29 stale",
        [running("hub-2")]: "_x30 5x60",
        [replicas("hub")]: "1x90",
      },
      untilMinute: 90,
    },
  },
  {
    alert: "HubDown",
    fires: {
      // The node goes, and with it the hub and what could tell of it.
      series: { [running("hub-1")]: "5x29 stale", [replicas("hub")]: "1x29 stale" },
      atMinute: 35,
      ...DOWN,
    },
    quiet: {
      because: "it was removed, and others of the namespace go on",
      series: {
        [running("hub-1")]: "5x29 stale",
        [replicas("jupyterhub")]: "1x29 stale",
        [replicas("proxy")]: "1x90",
      },
      untilMinute: 90,
    },
  },
  {
    alert: "HubDown",
    values: { alerts: { HubDown: { for: "90m" } } },
    fires: {
      // It was scaled down on purpose, and should have been back since minute 30.
      series: { [running("hub-1")]: "5x9 stale", [replicas("hub")]: "1x9 0x19 1x120" },
      atMinute: 120,
      ...DOWN,
    },
    quiet: {
      because: "one was scaled to nothing, and the other was removed",
      series: {
        [running("hub-1")]: "5x29 stale",
        [replicas("hub")]: "1x29 0x170",
        [replicas("proxy")]: "1x200",
        [running("hub-1").replace('"hub"', '"old"')]: "5x29 stale",
        [replicas("hub").replace('"hub"', '"old"')]: "1x29 stale",
      },
      untilMinute: 200,
    },
  },
  {
    alert: "HubDown",
    values: { exporters: { kubeStateMetrics: false }, alerts: { HubDown: { for: "58m" } } },
    fires: { series: { [running("hub-1")]: "5x29 stale" }, atMinute: 88, ...DOWN },
    quiet: {
      because:
        "it is no longer seen from minute 34 on, and forgotten at 89: nobody says that it should be there",
      series: { [running("hub-1")]: "5x29" },
      untilMinute: 150,
    },
  },
];
