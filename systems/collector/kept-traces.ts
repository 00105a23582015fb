import type { Config } from "../../config/config.ts";
import { peersService } from "../../model/names.ts";
import { PORTS } from "../../model/ports.ts";
import { jaegerExporter } from "./backends.ts";
import { queueSize, retry, sendingQueue } from "./queue.ts";
import { tailSampling } from "./tail-sampling.ts";

/** Joins the pipeline that all spans pass to the one behind which they are kept, sampled or passed on. */
export const KEPT = "forward/kept";

/** What becomes of spans that have been counted. */
export interface KeptTraces {
  readonly processors: Readonly<Record<string, unknown>>;
  readonly exporters: Readonly<Record<string, unknown>>;
}

/** To Jaeger: all of them, or what tail sampling keeps. */
export function toJaeger(config: Config): KeptTraces {
  const { sampling, resources } = config.collector;
  return {
    processors: {
      ...(sampling === undefined ? DETACH : { tail_sampling: tailSampling(sampling, config) }),
      "transform/jaeger": NAME_SERVICE,
    },
    exporters: jaegerExporter(resources),
  };
}

/**
 * From a gateway to the sampler that a trace's id chooses. A sampler that does not answer is tried for some seconds,
 * then the whole batch is sent anew by the list of samplers of that moment; only then are some spans sent twice.
 * Source: https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/exporter/loadbalancingexporter
 */
export function toSamplers({ collector: { resources } }: Config): KeptTraces {
  return {
    processors: DETACH,
    exporters: {
      load_balancing: {
        routing_key: "traceID",
        // Of one batch with the retries of its parts; the default of 5 s would cut these off.
        timeout: "20s",
        retry_on_failure: retry("5m"),
        sending_queue: sendingQueue(queueSize(resources)),
        protocol: {
          otlp: {
            timeout: "5s",
            tls: { insecure: true },
            retry_on_failure: {
              enabled: true,
              initial_interval: "500ms",
              max_interval: "2s",
              max_elapsed_time: "10s",
            },
            // What it held would be lost with a sampler that leaves.
            sending_queue: { enabled: false },
          },
        },
        // The `k8s` resolver lists the same pods, also those not ready, and needs rights and the API server for it.
        resolver: {
          dns: {
            hostname: peersService("collector-sampler"),
            port: `${PORTS.collector.otlpGrpc}`,
            interval: "5s",
            timeout: "2s",
          },
        },
      },
    },
  };
}

/**
 * Takes the sender's place: a batch never comes back as refused. Without it a full queue would make the sender repeat
 * spans that the connectors have already counted. What the queue has no room for is dropped, and
 * `otelcol_exporter_enqueue_failed_spans` says how much.
 */
const DETACH = { batch: { timeout: "200ms", send_batch_size: 1024 } };

/**
 * Tells the service's name as an attribute of each span too: Jaeger keeps it apart from all attributes, and Grafana's
 * links from a span to logs and metrics read attributes alone.
 * Source: https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.155.0/pkg/translator/jaeger/traces_to_jaegerproto.go
 */
const NAME_SERVICE = {
  error_mode: "ignore",
  trace_statements: [
    {
      context: "span",
      statements: [
        'set(span.attributes["service.name"], resource.attributes["service.name"]) where resource.attributes["service.name"] != nil',
      ],
    },
  ],
};
