import type { AlertCase } from "../alert-case.ts";
import { hubDownCases } from "./hub-down.ts";

const running = (pod: string) => `jupyterhub_running_servers{namespace="hub",pod="${pod}",job="hub"}`;
const SPAWNS = "jupyterhub_server_spawn_duration_seconds";
const spawns = (labels: string) => `${SPAWNS}_count{namespace="hub",pod="hub-1",${labels}}`;
const durations = (le: string) => `${SPAWNS}_bucket{namespace="hub",pod="hub-1",status="success",le="${le}"}`;
const labels = { namespace: "hub" };

/** A user's pod and container, as kube-state-metrics tells of them. */
const notebook = (metric: string, more = "") =>
  `${metric}{job="kube-state-metrics",namespace="hub",pod="jupyter-ada",uid="1",container="notebook"${more}}`;
const OF = (component: string) =>
  `kube_pod_labels{job="kube-state-metrics",namespace="hub",pod="jupyter-ada",uid="1",label_component="${component}"}`;
const RESTARTS = "kube_pod_container_status_restarts_total";
const TERMINATED = "kube_pod_container_status_last_terminated_reason";

export const hubCases: readonly AlertCase[] = [
  ...hubDownCases,
  {
    alert: "SpawnFailures",
    fires: {
      // After n minutes n servers have started, and n - 10 have not: at 14 that is 4 of 18, at 19 it is 9 of 28.
      series: { [spawns('status="success"')]: "0+1x40", [spawns('status="failure"')]: "0x10 1+1x30" },
      atMinute: 19,
      labels,
      summary: "32.14% of servers do not start on the JupyterHub in hub",
      description:
        "Within half an hour, 32.14% of the servers that users asked the hub in hub for did not start. Each is a user who cannot work.",
    },
    quiet: {
      because: "two failures are one user's second try",
      series: { [spawns('status="success"')]: "0x60", [spawns('status="failure"')]: "0x9 1 2x50" },
      untilMinute: 60,
    },
  },
  {
    alert: "SpawnFailures",
    fires: {
      // The third within half an hour, at minute 13.
      series: {
        [spawns('status="success",reason=""')]: "0x40",
        [spawns('status="error",reason=""')]: "0x10 1+1x30",
        [spawns('status="failure",reason="throttled"')]: "0+50x40",
      },
      atMinute: 18,
      labels,
      summary: "100% of servers do not start on the JupyterHub in hub",
      description:
        "Within half an hour, 100% of the servers that users asked the hub in hub for did not start. Each is a user who cannot work.",
    },
    quiet: {
      because: "refusals are no failures, and one failure in five is not more than that",
      series: {
        [spawns('status="success",reason=""')]: "0+4x60",
        [spawns('status="error",reason=""')]: "0+1x60",
        [spawns('status="failure",reason="throttled"')]: "0+50x60",
        [spawns('status="failure",reason="too-many-users"')]: "0+50x60",
        [spawns('status="already-pending"')]: "0+50x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "SpawnsSlow",
    fires: {
      // The tenth start is at minute 10. 0.95 of the way from one minute to two is 1m 57s.
      series: {
        [durations("60.0")]: "0x40",
        [durations("120.0")]: "0+1x40",
        [durations("+Inf")]: "0+1x40",
        [spawns('status="success"')]: "0+1x40",
      },
      atMinute: 20,
      labels,
      summary: "Servers take 1m 57s or more to start on the JupyterHub in hub",
      description:
        "Within half an hour, one in twenty of the servers that started on the hub in hub took 1m 57s or longer. Images that are pulled and nodes that are added first are the usual reasons.",
    },
    quiet: {
      because: "96 of 100 start within a minute, and those that fail do not count",
      series: {
        [durations("120.0").replace("success", "failure")]: "0x40",
        [durations("+Inf").replace("success", "failure")]: "0+90x40",
        [durations("60.0")]: "0+96x40",
        [durations("120.0")]: "0+100x40",
        [durations("+Inf")]: "0+100x40",
        [spawns('status="success"')]: "0+100x40",
      },
      untilMinute: 40,
    },
  },
  {
    alert: "SpawnsSlow",
    fires: {
      // Beyond the largest bucket, whose bound is all that is known.
      series: {
        [durations("60.0")]: "0x40",
        [durations("120.0")]: "0x40",
        [durations("+Inf")]: "0+2x40",
        [spawns('status="success"')]: "0+2x40",
      },
      atMinute: 15,
      labels,
      summary: "Servers take 2m 0s or more to start on the JupyterHub in hub",
      description:
        "Within half an hour, one in twenty of the servers that started on the hub in hub took 2m 0s or longer. Images that are pulled and nodes that are added first are the usual reasons.",
    },
    quiet: {
      because: "nine starts are too few to tell, and others failed",
      series: {
        [spawns('status="failure"')]: "0+9x60",
        [durations("60.0")]: "0x60",
        [durations("120.0")]: "0+1x9 9x50",
        [durations("+Inf")]: "0+1x9 9x50",
        [spawns('status="success"')]: "0+1x9 9x50",
      },
      untilMinute: 59,
    },
  },
  {
    alert: "ActiveUsersUnusual",
    fires: {
      // A week is 10080 minutes. Every fifth minute counts: seven of twelve with 100 and five with 20 are 66.7, at 10170.
      series: { [running("hub-1")]: "20x10139 100x80" },
      atMinute: 10_200,
      labels,
      summary: "500% of last week's users are on the JupyterHub in hub",
      description:
        "Over the last hour, the hub in hub had 500% of the running servers of the same hour last week. A holiday or a course explains it, or users cannot get in, or servers are not stopped.",
    },
    quiet: {
      because: "three times as many are not more than that, and the other hub did not exist last week",
      series: {
        [running("hub-1")]: "20x10139 60x120",
        'jupyterhub_running_servers{namespace="new",pod="hub-1"}': "_x10130 900x120",
      },
      untilMinute: 10_250,
    },
  },
  {
    alert: "ActiveUsersUnusual",
    fires: {
      // Eleven of twelve with 10 and one with 50 are 13.3, less than 0.3 of 50, at 10190. The hub was replaced at 10150.
      series: { [running("hub-1")]: "50x10139 10x9 stale", [running("hub-2")]: "_x10150 10x80" },
      atMinute: 10_220,
      labels,
      summary: "20% of last week's users are on the JupyterHub in hub",
      description:
        "Over the last hour, the hub in hub had 20% of the running servers of the same hour last week. A holiday or a course explains it, or users cannot get in, or servers are not stopped.",
    },
    quiet: {
      because: "3 and 17 are 20 together: too few to tell",
      series: { [running("hub-1")]: "17x10139 3x120" },
      untilMinute: 10_250,
    },
  },
  {
    alert: "NotebookOutOfMemory",
    fires: {
      series: {
        [OF("singleuser-server")]: "1x40",
        [notebook(RESTARTS)]: "0x9 1x30",
        [notebook(TERMINATED, ',reason="OOMKilled"')]: "_x10 1x30",
      },
      atMinute: 11,
      labels: { namespace: "hub", pod: "jupyter-ada", container: "notebook" },
      summary: "The server hub/jupyter-ada was killed for its memory",
      description:
        "A user's server, hub/jupyter-ada, used all the memory that it may and started anew, 1 times within 15 minutes. What was in its kernels is lost.",
    },
    quiet: {
      because: "one is no user's server, and the other ended with an error",
      series: {
        [OF("singleuser-server").replace("ada", "bob")]: "1x40",
        [notebook(RESTARTS).replace("ada", "bob")]: "0x9 1x30",
        [notebook(TERMINATED, ',reason="Error"').replace("ada", "bob")]: "_x10 1x30",
        [OF("proxy")]: "1x40",
        [notebook(RESTARTS)]: "0x9 1x30",
        [notebook(TERMINATED, ',reason="OOMKilled"')]: "_x10 1x30",
      },
      untilMinute: 40,
    },
  },
];
