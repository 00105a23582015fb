import type { Config } from "../../config/config.ts";
import { KNOWN_METRICS } from "../../model/metrics/index.ts";
import type { Need } from "../../provisioning/needs.ts";
import { relabel } from "../systems/relabel.ts";
import { filledIn, type Rendered, sanitized, setBy } from "./rendered.ts";

/**
 * Why a stack that is told this does not produce what a link needs; undefined when it does. What only a service can
 * send, as a request's id, must have a way in.
 */
export function missing(need: Need, stack: Rendered, config: Config): string | undefined {
  const why = reason(need, stack, config);
  return why === undefined ? undefined : `${JSON.stringify(need)}: ${why}`;
}

function reason(need: Need, stack: Rendered, config: Config): string | undefined {
  switch (need.kind) {
    case "index label":
      return indexLabel(need.name, stack);
    case "structured metadata":
      return need.names.map((name) => structuredMetadata(name, stack)).find((why) => why !== undefined);
    case "line":
      return line(need.pattern, stack);
    case "metric":
      return metric(need.name, stack, config);
    case "metric label":
      return labelsOf(need.metric, stack, config).has(need.name) ? undefined : "no such label";
    case "exemplar label":
      return metric(need.metric, stack, config) ?? exemplars(need.name, stack);
    case "span attribute":
      return spanAttribute(need.name, stack);
    case "span field":
      return toJaeger(stack);
  }
}

/** Both ways by which lines come: from files by the agent, and from services. */
function logAttributes({ agent, gateway }: Rendered): readonly ReadonlySet<string>[] {
  const sent = filledIn(gateway, "logs");
  const fromPath = agent.receivers.file_log.operators.some(
    ({ type }: { type: string }) => type === "container",
  )
    ? ["k8s.namespace.name", "k8s.pod.name", "k8s.container.name"]
    : [];
  return [sent, new Set([...sent, ...filledIn(agent, "logs"), ...fromPath])];
}

function kept(action: string, { loki }: Rendered): readonly string[] {
  const rules: { action: string; attributes: string[] }[] =
    loki.limits_config.otlp_config.resource_attributes.attributes_config;
  return rules.flatMap((rule) => (rule.action === action ? rule.attributes : []));
}

function indexLabel(name: string, stack: Rendered): string | undefined {
  const attribute = kept("index_label", stack).find((each) => sanitized(each) === name);
  if (attribute === undefined) return "Loki has no such index label";
  if (logAttributes(stack).every((has) => has.has(attribute))) return toLoki(stack);
  return `the collector fills no ${attribute} in`;
}

function structuredMetadata(name: string, stack: Rendered): string | undefined {
  const { agent, loki } = stack;
  if (loki.limits_config.allow_structured_metadata !== true) return "Loki takes no structured metadata";
  if (kept("drop", stack).some((each) => sanitized(each) === name)) return "Loki drops it";
  if (name === "trace_id") {
    const reads = agent.receivers.file_log.operators.some(
      ({ type }: { type: string }) => type === "trace_parser",
    );
    return reads ? toLoki(stack) : "the agent reads no trace's id out of lines";
  }
  const known = /^k8s_/.test(name);
  const filled = logAttributes(stack).every((has) => [...has].some((each) => sanitized(each) === name));
  return !known || filled ? toLoki(stack) : "the collector does not fill it in";
}

/** Lines reach Loki as they were written, and the pattern finds what the agent itself reads out of them. */
function line(pattern: string, stack: Rendered): string | undefined {
  const operators: { type: string; parse_to?: string; field?: string; to?: string }[] =
    stack.agent.receivers.file_log.operators;
  const rewrites = operators.some((each) => [each.parse_to, each.to, each.field].includes("body"));
  if (rewrites) return "the agent rewrites lines";
  const id = "4bf92f3577b34da6a3ce929d0e0e4736";
  const fields = JSON.stringify(operators).matchAll(/parsed\.(trace\w+)"/gi);
  const lines = [...fields].map(([, field]) =>
    JSON.stringify({ [field!]: id, [field!.replace(/^trace/, "request")]: id }),
  );
  const deaf = lines.find((each) => new RegExp(pattern).exec(each)?.[1] !== id);
  return deaf === undefined ? toLoki(stack) : `does not find the id in ${deaf}`;
}

function toLoki({ agent, gateway }: Rendered): string | undefined {
  const exported = gateway.service.pipelines.logs.exporters.map(
    (name: string) => gateway.exporters[name].endpoint,
  );
  if (!exported.includes("http://loki:3100/otlp")) return "the gateway sends no logs to Loki";
  const fromAgent = agent.service.pipelines.logs.exporters.map(
    (name: string) => agent.exporters[name].endpoint,
  );
  return fromAgent.some((each: string) => /^collector\b.*:4317$/.test(each))
    ? undefined
    : "the agent sends nowhere";
}

/** Names of what the connector counts, with the default namespace `traces.span.metrics`. */
function spanMetrics({ gateway }: Rendered): ReadonlySet<string> {
  const { histogram } = gateway.connectors.span_metrics;
  const unit = histogram.unit === "s" ? "seconds" : "milliseconds";
  return new Set([
    "traces_span_metrics_calls_total",
    ...["bucket", "sum", "count"].map((part) => `traces_span_metrics_duration_${unit}_${part}`),
  ]);
}

function metric(name: string, stack: Rendered, config: Config): string | undefined {
  const { gateway, prometheus } = stack;
  const { pipelines } = gateway.service;
  const spansJob = prometheus.scrape_configs.find(
    ({ job_name }: { job_name: string }) => job_name === "spans",
  );
  if (spansJob === undefined) return "nobody scrapes the collector";
  // Without it the service's own labels would be put aside as `exported_…`.
  if (spansJob.honor_labels !== true) return "the scrape does not honour the services' labels";
  if (spanMetrics(stack).has(name)) {
    if (!KNOWN_METRICS.has(name)) return "model/metrics does not know it";
    const counted = pipelines.traces.exporters.includes("span_metrics");
    const { exporters, receivers } = pipelines["metrics/spans"];
    const served = receivers.includes("span_metrics") && exporters.includes("prometheus");
    return counted && served ? undefined : "span metrics are not made or not served";
  }
  if (!name.startsWith(config.metrics.requestDuration)) return "nobody exposes it";
  return pipelines.metrics.exporters.includes("prometheus") ? undefined : "services' metrics are not served";
}

/** Labels of one metric, or of any, as Prometheus keeps them. */
function labelsOf(name: string | undefined, stack: Rendered, config: Config): ReadonlySet<string> {
  if (name === undefined) return new Set(families(stack).flatMap((labels) => [...labels]));
  if (spanMetrics(stack).has(name))
    return new Set([...spanLabels(stack), ...(name.endsWith("_bucket") ? ["le"] : [])]);
  return new Set([...Object.values(config.metrics.labels), ...serviceLabels(stack)]);
}

/** Labels that metrics have together: those of spans, those that come over OTLP, and those of each scrape job. */
export function families(stack: Rendered): readonly ReadonlySet<string>[] {
  const scraped = stack.prometheus.scrape_configs.map(({ relabel_configs = [] }: Job) =>
    relabel_configs.map(({ target_label }) => target_label),
  );
  return [spanLabels(stack), serviceLabels(stack), ...scraped].map((labels) => new Set(labels));
}

interface Job {
  readonly job_name: string;
  readonly relabel_configs?: readonly { readonly target_label: string }[];
}

function spanLabels({ gateway, prometheus }: Rendered): readonly string[] {
  const { dimensions, exclude_dimensions } = gateway.connectors.span_metrics;
  const all = ["service.name", "span.name", "span.kind", "status.code", "collector.instance.id"]
    .filter((each) => !exclude_dimensions.includes(each))
    .concat(dimensions.map(({ name }: { name: string }) => name));
  const job = prometheus.scrape_configs.find((each: Job) => each.job_name === "spans");
  const exposed = Object.fromEntries(all.map((each) => [sanitized(each), "value"]));
  return Object.keys(relabel(exposed, job?.metric_relabel_configs ?? []) ?? {});
}

/** Of metrics that services send over OTLP: what the gateway copies from their resource to the data points. */
function serviceLabels({ gateway }: Rendered): readonly string[] {
  const names: string[] = gateway.service.pipelines.metrics.processors;
  return names.flatMap((name) => setBy(gateway.processors[name], "datapoint")).map(sanitized);
}

function exemplars(name: string, { gateway, prometheus, prometheusArgs }: Rendered): string | undefined {
  if (name !== "trace_id") return "the collector's exporter names it trace_id";
  if (gateway.connectors.span_metrics.exemplars?.enabled !== true) return "span metrics have no exemplars";
  if (gateway.exporters.prometheus.enable_open_metrics !== true) return "only OpenMetrics carries exemplars";
  if (!prometheusArgs.some((arg) => /^--enable-feature=.*\bexemplar-storage\b/.test(arg)))
    return "Prometheus does not keep exemplars";
  const job = prometheus.scrape_configs.find((each: Job) => each.job_name === "spans");
  const protocols: string[] = job.scrape_protocols ??
    prometheus.global.scrape_protocols ?? ["OpenMetricsText1.0.0"];
  return protocols.some((each) => each.startsWith("OpenMetrics"))
    ? undefined
    : "the scrape asks for no OpenMetrics";
}

/** Jaeger makes attributes of a resource those of the process, but for the service's name. */
function spanAttribute(name: string, stack: Rendered): string | undefined {
  const { gateway, lastTier } = stack;
  const processors: string[] = lastTier.service.pipelines["traces/kept"].processors;
  const onSpans = processors.flatMap((each) => setBy(lastTier.processors[each], "span"));
  const ofProcess = name !== "service.name" && filledIn(gateway, "traces").has(name);
  return onSpans.includes(name) || ofProcess ? toJaeger(stack) : "Jaeger gets no such attribute";
}

function toJaeger({ gateway, lastTier }: Rendered): string | undefined {
  const { exporters } = lastTier.service.pipelines["traces/kept"];
  const sent = exporters.some((each: string) => lastTier.exporters[each].endpoint === "jaeger:4317");
  const joined = gateway.service.pipelines.traces.exporters.includes("forward/kept");
  return sent && joined ? undefined : "no collector sends spans to Jaeger";
}
