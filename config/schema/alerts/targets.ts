import { alert, amount, share, wholeShare } from "./setting.ts";

/** Alerts on what Prometheus scrapes. */
export const targetAlerts = {
  TargetDown: alert(
    "Some targets of an application's scrape job cannot be scraped.",
    { severity: "ticket", for: "15m" },
    { threshold: share(0.1, "of the job's targets") },
  ),
  StackTargetDown: alert(
    "A workload of this stack's own, or what it scrapes of the cluster, is missing or cannot be scraped.",
    { severity: "page", for: "10m" },
    { threshold: wholeShare(0.5, "of its targets that must answer") },
  ),
  PrometheusUnreachable: alert(
    "Grafana gets no answer from Prometheus, and evaluates no alert. With `alerting.engine: grafana` only.",
    { severity: "page", for: "5m" },
    {},
  ),
  StackReplicaDown: alert(
    "Some replicas of a workload of this stack's own cannot be scraped, while enough others can.",
    { severity: "ticket", for: "15m" },
    {},
  ),
  NodeTargetDown: alert(
    "Prometheus cannot scrape a node that is ready.",
    { severity: "ticket", for: "15m" },
    {},
  ),
  ScrapeLimitReached: alert(
    "Targets expose more than a limit allows, so that their whole scrape is refused.",
    { severity: "ticket", for: "15m" },
    { threshold: amount(0, "Refused scrapes in a quarter of an hour") },
  ),
} as const;
