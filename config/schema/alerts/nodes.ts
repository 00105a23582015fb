import { decimal } from "../types.ts";
import { alert, amount, share, span } from "./setting.ts";

/** Alerts on the cluster's nodes. */
export const nodeAlerts = {
  NodeCpuBusy: alert(
    "A node's processors are busy, and more threads want them than there are processors.",
    { severity: "ticket", for: "30m" },
    {
      threshold: share(0.9, "of the processors' time"),
      waiting: amount(1.5, "Threads a processor that run or wait, above which some are held up"),
    },
  ),
  NodeMemoryFull: alert(
    "A node has hardly any memory left.",
    { severity: "ticket", for: "15m" },
    { threshold: share(0.95, "of the node's memory") },
  ),
  NodeDiskFilling: alert(
    "A node's disk will soon be full.",
    { severity: "ticket", for: "6h" },
    {
      threshold: share(0.8, "of the disk, below which nothing is foretold"),
      lookBack: span(
        "4h",
        "How far back growth is measured. `for` less this is the longest burst that is overlooked.",
      ),
      ahead: span("1d", "How soon it must be full at that pace."),
    },
  ),
  NodeDiskFull: alert(
    "A node's disk is full, or nearly.",
    { severity: "ticket", for: "10m" },
    { threshold: share(0.95, "of the disk") },
  ),
  NodeInodesFull: alert(
    "A node's disk has space but takes hardly any more files.",
    { severity: "ticket", for: "10m" },
    { threshold: share(0.9, "of the disk's inodes") },
  ),
  NodeNotReady: alert("A node that should run pods is not ready.", { severity: "ticket", for: "15m" }, {}),
  NodePressure: alert(
    "A node runs out of memory, disk or processes, and its kubelet evicts pods.",
    { severity: "ticket", for: "10m" },
    {},
  ),
  NodeClockWrong: alert(
    "A node's clock differs from that of Prometheus.",
    { severity: "ticket", for: "15m" },
    {
      threshold: decimal((number) =>
        number.min(0.5, { error: "is below 0.5: as much passes while a node is asked; write 2" }),
      )
        .prefault(2)
        .describe("Seconds of difference, either way, at least 0.5."),
    },
  ),
} as const;
