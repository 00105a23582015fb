import { Gauge, Histogram, Registry } from "prom-client";

/**
 * The metrics of a JupyterHub 5.5 that its dashboard and alerts are about, with the hub's own names, labels, buckets and
 * texts. All are there from the start, as a hub has them.
 * Source: https://github.com/jupyterhub/jupyterhub/blob/5.5.1/jupyterhub/metrics.py
 */
export function hubMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: readonly Label[]) =>
    new Gauge({ name: `jupyterhub_${name}`, help, labelNames, registers });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    buckets: readonly number[] = BUCKETS,
  ) => new Histogram({ name: `jupyterhub_${name}`, help, labelNames, buckets: [...buckets], registers });

  const metrics = {
    registry,
    activeUsers: gauge("active_users", "Number of users who were active in the given time period", "period"),
    runningServers: gauge("running_servers", "The number of user servers currently running"),
    totalUsers: gauge("total_users", "Total number of users"),
    spawns: histogram(
      "server_spawn_duration_seconds",
      "Time taken for server spawning operation",
      ["status"],
      SPAWN_BUCKETS,
    ),
    stops: histogram("server_stop_seconds", "Time taken for server stopping operation", ["status"]),
    requests: histogram("request_duration_seconds", "Request duration for all HTTP requests", [
      "method",
      "handler",
      "code",
    ]),
    proxyAdds: histogram("proxy_add_duration_seconds", "Duration for adding user routes to proxy", [
      "status",
    ]),
    proxyDeletes: histogram("proxy_delete_duration_seconds", "Duration for deleting user routes from proxy", [
      "status",
    ]),
  };
  for (const status of SPAWN_STATUSES) metrics.spawns.zero({ status });
  for (const status of ["success", "failure"])
    for (const each of [metrics.stops, metrics.proxyAdds, metrics.proxyDeletes]) each.zero({ status });
  return metrics;
}

/** What prometheus_client takes where nothing is said. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const SPAWN_BUCKETS = [0.5, 1, 2.5, 5, 10, 15, 30, 60, 120, 180, 300, 600];

const SPAWN_STATUSES = ["success", "failure", "already-pending", "throttled", "too-many-users"] as const;
