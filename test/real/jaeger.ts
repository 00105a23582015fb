import { PORTS } from "../../model/ports.ts";
import { ownMetrics } from "../../systems/telemetry.ts";
import { toYaml } from "../../systems/yaml.ts";
import type { Rendered } from "./rendered.ts";

/**
 * A collector in Jaeger's place, which no Go module holds whole: it takes traces where Jaeger would, writes what came into
 * its log, and serves a collector's own metrics where Jaeger, itself a collector, serves those.
 */
export function inPlaceOfJaeger(): Rendered {
  const { health, otlpGrpc, telemetry } = PORTS.jaeger;
  const config = {
    extensions: { health_check: { endpoint: `0.0.0.0:${health}` } },
    receivers: { otlp: { protocols: { grpc: { endpoint: `0.0.0.0:${otlpGrpc}` } } } },
    exporters: { debug: { verbosity: "detailed", sampling_initial: 1_000_000 } },
    service: {
      extensions: ["health_check"],
      pipelines: { traces: { receivers: ["otlp"], processors: [], exporters: ["debug"] } },
      telemetry: { metrics: ownMetrics(telemetry) },
    },
  };
  return {
    args: ["--config=/etc/jaeger/config.yaml"],
    environment: {},
    files: { "/etc/jaeger/config.yaml": toYaml(config) },
    directories: ["/etc/jaeger"],
  };
}
