/** What an exporter of a collector, or of Jaeger, could not send or queue. */
export const lost = (step: "send" | "enqueue", signal: string, exporter: string, job = "collector") =>
  `otelcol_exporter_${step}_failed_${signal}_total{job="${job}",namespace="lookout",pod="${job}-0",exporter="${exporter}"}`;
