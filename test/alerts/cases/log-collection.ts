import type { AlertCase } from "../alert-case.ts";

const AGENT = 'namespace="lookout-host",pod="collector-agent-abcde"';

const file = (pod: string) =>
  `kubelet_container_log_filesystem_used_bytes{job="kubelet",node="node-1",namespace="shop",pod="${pod}",container="main",uid="1"}`;

const accepted = `otelcol_receiver_accepted_log_records_total{job="collector-agent",${AGENT},instance="collector-agent-abcde",receiver="file_log",transport=""}`;

/** The agent's pod runs on the node. */
const RUNNING = {
  [`otelcol_process_uptime_seconds_total{job="collector-agent",${AGENT},instance="collector-agent-abcde"}`]:
    "0+60x90",
  [`kube_pod_info{job="kube-state-metrics",instance="kube-state-metrics-0",${AGENT},node="node-1",uid="2"}`]:
    "1x90",
};

/** 20,000 bytes a minute: 300,000 in the window of 15 minutes, past 100,000 from minute 5 on. */
const fires = {
  labels: { node: "node-1" },
  summary: "Logs of node node-1 are not collected",
  description:
    "In 15 minutes containers on node node-1 wrote 293kiB of logs, and the agent there read no line. What the kubelet rotates away before the agent goes on is lost.",
};

export const logCollectionCases: readonly AlertCase[] = [
  {
    alert: "LogCollectionStopped",
    fires: {
      // The last line is read at minute 5, and has left the window at minute 19.
      series: { ...RUNNING, [file("web-1")]: "0+20000x90", [accepted]: "0+50x5 250x85" },
      atMinute: 49,
      ...fires,
    },
    quiet: {
      because: "the node writes next to nothing, and the agent's own file is none that it reads",
      series: {
        ...RUNNING,
        [file("web-1")]: "0+5000x90",
        [file("collector-agent-abcde")]: "0+100000x90",
        [accepted]: "250x90",
      },
      untilMinute: 90,
    },
  },
  {
    alert: "LogCollectionStopped",
    fires: {
      // An agent that has never read a line has no such counter.
      series: { ...RUNNING, [file("web-1")]: "0+20000x90" },
      atMinute: 35,
      ...fires,
    },
    quiet: {
      because: "a rotated file is no growth, and what is written is read",
      series: {
        ...RUNNING,
        [file("web-1")]: "10000000x30 0x60",
        [file("web-2")]: "0+20000x90",
        [accepted]: "0+3x90",
      },
      untilMinute: 90,
    },
  },
];
