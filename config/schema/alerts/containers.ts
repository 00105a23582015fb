import { decimal } from "../types.ts";
import { age, alert, amount, share, span } from "./setting.ts";

/** Alerts on what runs in the cluster. Those that a JupyterHub starts for its users are not meant. */
export const containerAlerts = {
  ContainerThrottled: alert(
    "A container is held back by its CPU limit most of the time.",
    { severity: "info", for: "30m" },
    {
      threshold: share(0.5, "of the CPU periods in which it ran"),
      minimumPeriods: decimal((number) =>
        number
          .min(0, { error: "is below 0" })
          .lt(10, { error: "is not below 10, the most CPU periods that a second has: write 1" }),
      )
        .prefault(1)
        .describe("CPU periods a second, of 10 at most, up to which it is silent."),
    },
  ),
  ContainerMemoryNearLimit: alert(
    "A container is about to be killed for its memory.",
    { severity: "ticket", for: "15m" },
    { threshold: share(0.95, "of the memory limit") },
  ),
  ContainerOutOfMemory: alert(
    "A container was killed because it reached its memory limit.",
    { severity: "ticket", for: "1m" },
    {},
  ),
  ContainerCrashLooping: alert(
    "A container ends soon after each start.",
    { severity: "ticket", for: "15m" },
    { restarts: amount(2, "Restarts within an hour up to which it is silent") },
  ),
  ContainerImagePull: alert(
    "A container cannot be made: its image or its configuration is missing.",
    { severity: "ticket", for: "15m" },
    {},
  ),
  PodPending: alert(
    "A pod finds no node, or does not start on it.",
    { severity: "ticket", for: "5m" },
    { longest: age("10m", "How long after its creation it may be pending.") },
  ),
  PodNotReady: alert(
    "A pod that belongs to no Deployment, StatefulSet, DaemonSet or Job runs but is not ready.",
    { severity: "ticket", for: "15m" },
    {},
  ),
  DeploymentReplicasMissing: alert(
    "A Deployment has fewer ready pods than it should, and no pod says why.",
    { severity: "ticket", for: "15m" },
    { missing: amount(0, "Missing pods up to which it is silent") },
  ),
  StatefulSetReplicasMissing: alert(
    "A StatefulSet has fewer ready pods than it should, and no pod says why.",
    { severity: "ticket", for: "15m" },
    { missing: amount(0, "Missing pods up to which it is silent") },
  ),
  DaemonSetPodsMissing: alert(
    "A DaemonSet has fewer ready pods than there are nodes for it, and no pod says why.",
    { severity: "ticket", for: "15m" },
    {
      missing: amount(0, "Missing pods, beside those of nodes that are not ready, up to which it is silent"),
    },
  ),
  JobFailed: alert(
    "A Job has given up.",
    { severity: "ticket", for: "1m" },
    { told: span("1d", "How long it is told of, since a failed Job stays until somebody deletes it.") },
  ),
} as const;
