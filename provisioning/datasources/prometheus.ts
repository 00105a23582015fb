import type { Config } from "../../config/config.ts";
import { DATASOURCES } from "../../model/datasources.ts";
import { PORTS } from "../../model/ports.ts";
import { TRACE_ID } from "../names.ts";
import { type Datasource, TIMEOUT_SECONDS, urlOf } from "./datasource.ts";
import { SHOW_TRACE } from "./derived-fields.ts";

/**
 * What Grafana 12 and 13 call every Prometheus from 2.50.1 on: their form knows no later one, and none of what they ask
 * the version for came later.
 * Source: https://github.com/grafana/grafana/blob/v12.4.0/packages/grafana-prometheus/src/configuration/PromFlavorVersions.ts
 */
const VERSION = "2.50.1";

/** Prometheus, whose exemplars lead to their traces. */
export function prometheus(config: Config): Datasource {
  return {
    ...DATASOURCES.prometheus,
    url: urlOf("prometheus", PORTS.prometheus.http),
    isDefault: true,
    jsonData: {
      // Queries of a dashboard that shows many services are longer than what a URL may be.
      httpMethod: "POST",
      timeout: TIMEOUT_SECONDS,
      queryTimeout: `${TIMEOUT_SECONDS}s`,
      // `$__rate_interval` is at least four times this.
      timeInterval: config.prometheus.scrapeInterval.text,
      prometheusType: "Prometheus",
      prometheusVersion: VERSION,
      cacheLevel: "High",
      // A refresh asks for what is new, and again for the last minutes, which late samples may have changed.
      incrementalQuerying: true,
      incrementalQueryOverlapWindow: "10m",
      // Its alerting rules are shown among Grafana's only where it has any.
      manageAlerts: config.alerting.engine === "prometheus",
      // It takes no samples from outside.
      allowAsRecordingRulesTarget: false,
      exemplarTraceIdDestinations: [
        { name: TRACE_ID, datasourceUid: DATASOURCES.jaeger.uid, urlDisplayLabel: SHOW_TRACE },
      ],
    },
    secrets: {},
  };
}
