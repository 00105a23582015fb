import type { Rendered } from "./rendered.ts";

/** What is done to the rendered configuration, and what is then said of links. */
export const MUTATIONS: readonly (readonly [string, (stack: Rendered) => void, RegExp])[] = [
  [
    "Loki no longer indexes the service's name",
    ({ loki }) => unlist(loki, "service.name"),
    /service_name.*no such index label/,
  ],
  [
    "Loki no longer indexes namespaces",
    ({ loki }) => unlist(loki, "k8s.namespace.name"),
    /k8s_namespace_name.*no such index label/,
  ],
  ["Loki drops pods", ({ loki }) => rules(loki)[1]!.attributes.push("k8s.pod.name"), /k8s_pod_name.*drops/],
  [
    "Loki takes no structured metadata",
    ({ loki }) => (loki.limits_config.allow_structured_metadata = false),
    /trace_id.*structured metadata/,
  ],
  [
    "the gateway no longer asks Kubernetes about senders",
    ({ gateway }) => leaveOut(gateway, "logs", "k8s_attributes"),
    /fills no k8s\.namespace\.name in/,
  ],
  [
    "spans no longer say their namespace",
    ({ gateway }) => leaveOut(gateway, "traces", "k8s_attributes"),
    /k8s\.namespace\.name.*no such attribute/,
  ],
  [
    "the agent reads no trace out of lines",
    ({ agent }) => withoutOperators(agent, "trace_parser"),
    /reads no trace's id/,
  ],
  [
    "the agent puts what it parsed in the line's place",
    ({ agent }) => (operators(agent)[1]!.parse_to = "body"),
    /rewrites lines/,
  ],
  [
    "the agent reads an id by a name that the derived field does not know",
    ({ agent }) =>
      operators(agent).push({
        type: "trace_parser",
        trace_id: { parse_from: "attributes.parsed.traceIdentity" },
      }),
    /does not find the id/,
  ],
  [
    "the gateway sends logs elsewhere",
    ({ gateway }) => (gateway.exporters["otlp_http/loki"].endpoint = "http://loki:3100"),
    /no logs to Loki/,
  ],
  [
    "the connector leaves the operation out",
    ({ gateway }) => gateway.connectors.span_metrics.exclude_dimensions.push("span.name"),
    /span_name.*no such label/,
  ],
  [
    "the connector leaves the service out",
    ({ gateway }) => gateway.connectors.span_metrics.exclude_dimensions.push("service.name"),
    /service_name.*no such label/,
  ],
  [
    "durations are milliseconds",
    ({ gateway }) => (gateway.connectors.span_metrics.histogram.unit = "ms"),
    /duration_seconds_bucket.*nobody exposes it/,
  ],
  [
    "nobody counts spans",
    ({ gateway }) =>
      exporters(gateway, "traces").splice(exporters(gateway, "traces").indexOf("span_metrics"), 1),
    /not made or not served/,
  ],
  [
    "span metrics have no exemplars",
    ({ gateway }) => (gateway.connectors.span_metrics.exemplars.enabled = false),
    /have no exemplars/,
  ],
  [
    "the exporter does not speak OpenMetrics",
    ({ gateway }) => (gateway.exporters.prometheus.enable_open_metrics = false),
    /only OpenMetrics/,
  ],
  [
    "Prometheus keeps no exemplars",
    ({ prometheusArgs }) => (prometheusArgs as string[]).pop(),
    /does not keep exemplars/,
  ],
  [
    "the scrape asks for plain text",
    ({ prometheus }) => (prometheus.global.scrape_protocols = ["PrometheusText0.0.4"]),
    /no OpenMetrics/,
  ],
  [
    "the scrape puts the services' labels aside",
    ({ prometheus }) => (job(prometheus, "spans").honor_labels = false),
    /does not honour/,
  ],
  [
    "the scrape drops a label",
    ({ prometheus }) =>
      job(prometheus, "spans").metric_relabel_configs.push({ regex: "span_.*", action: "labeldrop" }),
    /span_name.*no such label/,
  ],
  [
    "nobody scrapes the collector",
    ({ prometheus }) =>
      prometheus.scrape_configs.splice(prometheus.scrape_configs.indexOf(job(prometheus, "spans")), 1),
    /nobody scrapes/,
  ],
  [
    "pods are scraped without their namespace",
    ({ prometheus }) => withoutTarget(prometheus.scrape_configs, "namespace"),
    /"namespace"\}: no such label/,
  ],
  [
    "annotated pods are scraped without their namespace",
    ({ prometheus }) => {
      for (const name of ["services", "pods"]) withoutTarget([job(prometheus, name)], "namespace");
    },
    /no metric has namespace and service_name together/,
  ],
  [
    "metrics of services lose their pod",
    ({ gateway }) => withoutStatement(gateway, "k8s.pod.name"),
    /k8s_pod_name.*no such label/,
  ],
  [
    "spans do not say their service to Grafana",
    ({ lastTier }) => leaveOut(lastTier, "traces/kept", "transform/jaeger"),
    /service\.name.*no such attribute/,
  ],
  [
    "no span reaches Jaeger",
    ({ lastTier }) => (lastTier.exporters["otlp_grpc/jaeger"].endpoint = "tempo:4317"),
    /no collector sends spans/,
  ],
];

// biome-ignore-start lint/suspicious/noExplicitAny: parsed configuration files
function rules(loki: any): { action: string; attributes: string[] }[] {
  return loki.limits_config.otlp_config.resource_attributes.attributes_config;
}

function unlist(loki: any, attribute: string): void {
  const [first] = rules(loki);
  first!.attributes = first!.attributes.filter((each) => each !== attribute);
}

function leaveOut(collector: any, pipeline: string, processor: string): void {
  const { pipelines } = collector.service;
  pipelines[pipeline].processors = pipelines[pipeline].processors.filter(
    (each: string) => each !== processor,
  );
}

function operators(agent: any): any[] {
  return agent.receivers.file_log.operators;
}

function withoutOperators(agent: any, type: string): void {
  agent.receivers.file_log.operators = operators(agent).filter((each) => each.type !== type);
}

function exporters(collector: any, pipeline: string): string[] {
  return collector.service.pipelines[pipeline].exporters;
}

function job(prometheus: any, name: string): any {
  return prometheus.scrape_configs.find((each: any) => each.job_name === name);
}

function withoutTarget(jobs: any[], label: string): void {
  for (const each of jobs)
    each.relabel_configs = each.relabel_configs?.filter((step: any) => step.target_label !== label);
}

function withoutStatement(gateway: any, attribute: string): void {
  const transform = gateway.processors["transform/metrics"];
  transform.metric_statements = transform.metric_statements.filter(
    (each: any) => each.context !== "datapoint" || !each.statements[0].includes(attribute),
  );
}
// biome-ignore-end lint/suspicious/noExplicitAny: parsed configuration files
