import type { Config } from "../../config/config.ts";
import type { Alert } from "../../model/alert.ts";
import { DASHBOARDS, PANELS } from "../../model/dashboards.ts";
import { grownFromFirst } from "../grown.ts";
import { ofWorkloads } from "../own-series.ts";
import { settings } from "../settings.ts";

const panel = {
  dashboard: DASHBOARDS.observabilityStack,
  panel: PANELS.observabilityStack.jaegerStorage,
} as const;

/** Jaeger's storage, and Jaeger's memory. */
export function jaeger(config: Config): readonly Alert[] {
  return [writeErrors(config), readErrors(config), spansRefused(config)];
}

/** OpenSearch is written to later, in bulk: the exporter has counted those spans as sent. */
function writeErrors(config: Config): Alert {
  const { threshold } = config.alerts.JaegerWriteErrors;
  const failures = {
    badger: "otelcol_exporter_send_failed_spans_total",
    opensearch: "jaeger_storage_bulk_index_errors_total",
  }[config.jaeger.storage.kind];
  return {
    ...settings(config, "JaegerWriteErrors"),
    category: "traces",
    condition: {
      all: [
        {
          query: `sum(${grownFromFirst(`${failures}{${ofWorkloads(config, "jaeger")}}`, "10m")})`,
          is: "above",
          threshold,
        },
      ],
    },
    unit: "number",
    summary: "Jaeger cannot write spans to its storage",
    description:
      "In ten minutes Jaeger failed to write {value} spans to its storage. Traces have gaps or are missing.",
    panel,
  };
}

/** Reads are as rare as people who look at traces, hence the long window. */
function readErrors(config: Config): Alert {
  const { minimumErrors, threshold } = config.alerts.JaegerReadErrors;
  const own = ofWorkloads(config, "jaeger");
  const count = (more: string) =>
    `sum by (operation) (${grownFromFirst(`jaeger_storage_requests_total{${own},role="tracestore"${more}}`, "15m")})`;
  const failed = count(',result="err"');
  return {
    ...settings(config, "JaegerReadErrors"),
    category: "traces",
    condition: {
      all: [
        { query: `${failed} / ${count("")}`, is: "above", threshold },
        { query: failed, is: "above", threshold: minimumErrors },
      ],
    },
    unit: "ratio",
    summary: "Jaeger fails {value} of its reads: {operation}",
    description:
      "Over 15 minutes, {value} of the reads {operation} from Jaeger's storage failed. Whoever looks for traces in Jaeger or Grafana sees errors.",
    panel,
  };
}

/** The memory limiter's refusals alone: those of the storage are `JaegerWriteErrors`. */
function spansRefused(config: Config): Alert {
  const { threshold } = config.alerts.JaegerSpansRefused;
  const refused = `otelcol_processor_memory_limiter_refused_spans_total{${ofWorkloads(config, "jaeger")}}`;
  const query = `sum(${grownFromFirst(refused, "10m")})`;
  return {
    ...settings(config, "JaegerSpansRefused"),
    category: "traces",
    condition: { all: [{ query, is: "above", threshold }] },
    unit: "number",
    summary: "Jaeger refuses spans for lack of memory",
    description:
      "Jaeger was at the limit of its memory and in ten minutes refused {value} spans. The collectors try again for five minutes, then those spans are lost.",
    panel,
  };
}
