import type { WorkloadName } from "../../model/names.ts";
import { PORTS } from "../../model/ports.ts";
import type { Resources } from "../../model/workload.ts";
import { queueSize, retry, sendingQueue } from "./queue.ts";

const JAEGER: WorkloadName = "jaeger";
const LOKI: WorkloadName = "loki";

/** Traces to Jaeger. Spans that it did not take within five minutes are given up for newer ones. */
export function jaegerExporter(resources: Resources): Readonly<Record<"otlp_grpc/jaeger", object>> {
  return {
    "otlp_grpc/jaeger": {
      endpoint: `${JAEGER}:${PORTS.jaeger.otlpGrpc}`,
      tls: { insecure: true },
      timeout: "10s",
      retry_on_failure: retry("5m"),
      sending_queue: sendingQueue(queueSize(resources)),
    },
  };
}

/**
 * Logs to Loki, which the exporter's path `/v1/logs` follows. They are tried until Loki takes them: behind a full queue
 * the agents stop reading, and nothing is lost while the nodes keep the files.
 */
export function lokiExporter(resources: Resources): Readonly<Record<"otlp_http/loki", object>> {
  return {
    "otlp_http/loki": {
      endpoint: `http://${LOKI}:${PORTS.loki.http}/otlp`,
      timeout: "30s",
      retry_on_failure: retry("0s"),
      sending_queue: sendingQueue(queueSize(resources)),
    },
  };
}
