import type { Config } from "../config/config.ts";
import { DATASOURCES, type DatasourceUid } from "../model/datasources.ts";
import {
  NAMESPACE_FIELD,
  REQUEST_FIELDS,
  REQUEST_LABELS,
  SERVICE_FIELD,
} from "./datasources/derived-fields.ts";
import { ATTRIBUTES, inCluster, LABELS, SCRAPED, SPAN_METRICS } from "./names.ts";
import { linesOf, numbersOf, type Query, tracesOf, value } from "./queries.ts";

/** A link of Explore from a column of one datasource's answers to a query of another, as Grafana's API takes it. */
export interface Correlation extends Query {
  /** Unique, and the same for ever: the resource is named by it. */
  readonly key: string;
  readonly sourceUid: DatasourceUid;
  /** What the link says. */
  readonly label: string;
  readonly description: string;
  /** Column whose cells carry the link: a label in Explore's table of metrics, or a derived field of logs. */
  readonly field: string;
}

/**
 * The links that no datasource has by itself. Grafana shows one where its column is there and every variable of its
 * query has a value, so that metrics of a service without a namespace still lead to the service.
 * Source: https://github.com/grafana/grafana/blob/v12.4.0/public/app/features/correlations/utils.ts
 */
export function correlations(config: Config): readonly Correlation[] {
  return [
    ...serviceLabels(config).flatMap(fromService),
    fromOperation(),
    ...(inCluster(config) ? places(config).flatMap(fromPlace) : []),
    ...REQUEST_FIELDS.map(({ name }, index) => ofRequest(name, index, config)),
    ...fromLogs(config),
  ];
}

/** Labels that hold a service's name: that of the services' own metrics, and of what comes over OTLP or from spans. */
function serviceLabels({ metrics }: Config): readonly string[] {
  return [...new Set([metrics.labels.service, LABELS.service])];
}

interface Place {
  readonly service: string;
  readonly namespace: string;
  readonly pod: string;
}

/** Labels that say where a metric comes from: of what is scraped from pods, and of what pods send over OTLP. */
function places({ metrics }: Config): readonly Place[] {
  return [{ service: metrics.labels.service, ...SCRAPED }, LABELS];
}

const metrics = { sourceUid: DATASOURCES.prometheus.uid } as const;
const logs = { sourceUid: DATASOURCES.loki.uid } as const;

function fromService(service: string): readonly Correlation[] {
  const field = { ...metrics, field: service };
  return [
    {
      key: `metrics-to-logs-by-${service}`,
      ...field,
      label: "Logs of the service",
      description: "Lines of the service that the metric is about, in the same time.",
      ...linesOf({ [LABELS.service]: value(service) }),
    },
    {
      key: `metrics-to-traces-by-${service}`,
      ...field,
      label: "Traces of the service",
      description: "Traces that the service has spans in, in the same time.",
      ...tracesOf({ service: `\${${service}}` }),
    },
  ];
}

/** Span metrics know the operation too. */
function fromOperation(): Correlation {
  const { operation } = SPAN_METRICS;
  return {
    key: "metrics-to-traces-by-operation",
    ...metrics,
    field: operation,
    label: "Traces of the operation",
    description: "Traces with spans of the service and operation, in the same time.",
    ...tracesOf({ service: `\${${LABELS.service}}`, operation: `\${${operation}}` }),
  };
}

function fromPlace({ namespace, pod, service }: Place): readonly Correlation[] {
  const stream = { [LABELS.namespace]: value(namespace) };
  return [
    {
      key: `metrics-to-logs-by-${service}-and-${namespace}`,
      ...metrics,
      field: namespace,
      label: "Logs of the service in the namespace",
      description: "Lines of the service in the metric's namespace, in the same time.",
      ...linesOf({ ...stream, [LABELS.service]: value(service) }),
    },
    {
      key: `metrics-to-traces-by-${service}-and-${namespace}`,
      ...metrics,
      field: namespace,
      label: "Traces of the service in the namespace",
      description: "Traces that the service has spans in, from the metric's namespace, in the same time.",
      ...tracesOf({ service: `\${${service}}`, attributes: { [ATTRIBUTES.namespace]: value(namespace) } }),
    },
    {
      key: `metrics-to-logs-by-${pod}`,
      ...metrics,
      field: pod,
      label: "Logs of the pod",
      description: "Lines of the pod that the metric is about, in the same time.",
      ...linesOf(stream, {
        pipeline: `${LABELS.pod}=${value(pod)}`,
        needs: [{ kind: "structured metadata", names: [LABELS.pod] }],
      }),
    },
  ];
}

/**
 * A request's id stands in the text of some services' lines and in the attributes of others': both count. In a cluster
 * the lines of one namespace are read, of all namespaces they could be too many.
 */
function ofRequest(field: string, index: number, config: Config): Correlation {
  const id = "${__value.raw:doublequote}";
  const place = inCluster(config) ? { [NAMESPACE_FIELD.name]: value(NAMESPACE_FIELD.name) } : {};
  const anywhere = [`line_has_request="true"`, ...REQUEST_LABELS.map((label) => `${label}=${id}`)];
  return {
    key: `logs-to-logs-by-request-${index}`,
    ...logs,
    field,
    label: "Lines of the request",
    description: "All lines that have the same request id, of every service in the namespace.",
    ...linesOf(place, {
      pipeline: `label_format line_has_request=\`{{ contains ${id} __line__ }}\` | ${anywhere.join(" or ")}`,
      needs: [],
    }),
  };
}

function fromLogs(config: Config): readonly Correlation[] {
  const { name } = SERVICE_FIELD;
  const { labels, requestDuration } = config.metrics;
  return [
    {
      key: "logs-to-metrics-by-service",
      ...logs,
      field: name,
      label: "Requests of the service",
      description: "HTTP requests a second by status code, in the same time.",
      ...numbersOf(
        `sum by (${labels.status}) (rate(${requestDuration}_count{${labels.service}=${value(name)}}[$__rate_interval]))`,
      ),
    },
    {
      key: "logs-to-metrics-by-operation",
      ...logs,
      field: name,
      label: "Operations of the service",
      description: "Spans a second by operation and outcome, in the same time.",
      ...numbersOf(
        `sum by (${SPAN_METRICS.operation}, ${SPAN_METRICS.status}) (rate(${SPAN_METRICS.calls}{${LABELS.service}=${value(name)}}[$__rate_interval]))`,
      ),
    },
    {
      key: "logs-to-traces-by-service",
      ...logs,
      field: name,
      label: "Traces of the service",
      description: "For lines that name no trace: traces that the service has spans in, in the same time.",
      ...tracesOf({ service: `\${${name}}` }),
    },
  ];
}
