import { Counter, Gauge, type OpenMetricsContentType, type Registry } from "prom-client";

/**
 * What the process says of itself, by the names that all of Prometheus' client libraries have. prom-client's own default
 * metrics would be forty more, and cannot be stopped.
 * Source: https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics
 */
export function processMetrics(registry: Registry<OpenMetricsContentType>): void {
  const registers = [registry];
  const started = Date.now() / 1000 - process.uptime();
  new Gauge({
    name: "process_start_time_seconds",
    help: "Start time of the process since unix epoch in seconds.",
    registers,
  }).set(started);
  new Gauge({
    name: "process_resident_memory_bytes",
    help: "Resident memory size in bytes.",
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  let counted = 0;
  new Counter({
    name: "process_cpu_seconds_total",
    help: "Total user and system CPU time spent in seconds.",
    registers,
    collect() {
      const { system, user } = process.cpuUsage();
      const seconds = (system + user) / 1e6;
      this.inc(seconds - counted);
      counted = seconds;
    },
  });
}
