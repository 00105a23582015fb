import { DATASOURCES } from "../../model/datasources.ts";
import { PORTS } from "../../model/ports.ts";
import { type Datasource, TIMEOUT_SECONDS, urlOf } from "./datasource.ts";
import { tracesToLogs, tracesToMetrics } from "./span-links.ts";

/** Jaeger, whose spans lead to their logs and to the metrics of their operation. */
export function jaeger(): Datasource {
  return {
    ...DATASOURCES.jaeger,
    url: urlOf("jaeger", PORTS.jaeger.query),
    isDefault: false,
    jsonData: {
      timeout: TIMEOUT_SECONDS,
      tracesToLogsV2: tracesToLogs(),
      tracesToMetrics: tracesToMetrics(),
      nodeGraph: { enabled: true },
      // Beside each span's name; its duration stands at its bar anyway.
      spanBar: { type: "Tag", tag: "http.response.status_code" },
      // Grafana sends milliseconds where Jaeger reads microseconds, and people paste ids older than what they look at.
      // Source: https://github.com/grafana/grafana/blob/v12.4.0/pkg/tsdb/jaeger/client.go and
      // https://github.com/jaegertracing/jaeger/blob/v2.20.0/cmd/jaeger/internal/extension/jaegerquery/internal/query_parser.go
      traceIdTimeParams: { enabled: false },
    },
    secrets: {},
  };
}
