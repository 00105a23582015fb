import { age, alert, share, span } from "./setting.ts";

/** Alerts on volumes and on cert-manager's certificates. */
export const storageAlerts = {
  VolumeFilling: alert(
    "A volume will soon be full.",
    { severity: "ticket", for: "6h" },
    {
      threshold: share(0.8, "of the volume, below which nothing is foretold"),
      lookBack: span(
        "4h",
        "How far back growth is measured. `for` less this is the longest burst that is overlooked.",
      ),
      ahead: span("3d", "How soon it must be full at that pace."),
    },
  ),
  VolumeFull: alert(
    "A volume of an application is full, or nearly.",
    { severity: "ticket", for: "10m" },
    { threshold: share(0.95, "of the volume") },
  ),
  StackVolumeFull: alert(
    "A volume of this stack's own is full, or nearly: what is observed will be lost.",
    { severity: "page", for: "10m" },
    {
      threshold: share(
        0.95,
        "of the volume. Prometheus fills up to `prometheus.retentionSize` by design, and a tenth more while it compacts",
      ),
    },
  ),
  VolumeInodesFull: alert(
    "A volume has space but takes hardly any more files.",
    { severity: "ticket", for: "10m" },
    { threshold: share(0.95, "of the volume's inodes") },
  ),
  CertificateExpiring: alert(
    "A certificate of cert-manager expires soon, and its renewal is overdue.",
    { severity: "ticket", for: "1h" },
    { within: age("14d", "How soon it must expire.") },
  ),
  CertificateNotReady: alert(
    "A certificate of cert-manager was never issued, or has expired.",
    { severity: "ticket", for: "30m" },
    {},
  ),
} as const;
