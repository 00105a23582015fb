import type { Config } from "../config/config.ts";
import type { Alert, PanelLink } from "../model/alert.ts";
import { DASHBOARDS, PANELS } from "../model/dashboards.ts";
import { settings } from "./settings.ts";
import { withoutSlo } from "./slo-services.ts";

/** What services tell of themselves by their HTTP metrics. */
export function applications(config: Config): readonly Alert[] {
  return [
    highErrorRatio(config),
    ...highLatency(config),
    requestsPileUp(config),
    serviceRestarting(config),
    trafficStopped(config),
  ];
}

function highErrorRatio(config: Config): Alert {
  const { minimumTraffic, threshold } = config.alerts.HighErrorRatio;
  const { labels, requestDuration } = config.metrics;
  const services = withoutSlo("availability", config);
  const by = `sum by (${labels.service})`;
  const all = `${by} (rate(${requestDuration}_count{${services}}[5m]))`;
  const failed = `${by} (rate(${requestDuration}_count{${services},${labels.status}=~"5.."}[5m]))`;
  return {
    ...about(config, "HighErrorRatio", PANELS.applicationPerformance.errorRate),
    condition: {
      all: [
        { query: `${failed} / ${all}`, is: "above", threshold },
        { query: all, is: "above", threshold: minimumTraffic },
      ],
    },
    unit: "ratio",
    summary: `{${labels.service}} answers {value} of requests with a server error`,
    description: `Over five minutes, {value} of the requests to {${labels.service}} ended in a status of 5xx. No availability SLO covers it as a whole, so nothing says how much is too much.`,
  };
}

/** A histogram says nothing above its largest bucket, so with a single one there is nothing to compare. */
function highLatency(config: Config): readonly Alert[] {
  const { minimumTraffic, threshold = usualLatency(config) } = config.alerts.HighLatency;
  if (threshold === undefined) return [];
  const { labels, requestDuration } = config.metrics;
  const services = withoutSlo("latency", config);
  const buckets = `sum by (${labels.service}, le) (rate(${requestDuration}_bucket{${services}}[5m]))`;
  return [
    {
      ...about(config, "HighLatency", PANELS.applicationPerformance.latency),
      condition: {
        all: [
          { query: `histogram_quantile(0.99, ${buckets})`, is: "above", threshold },
          {
            query: `sum by (${labels.service}) (rate(${requestDuration}_count{${services}}[5m]))`,
            is: "above",
            threshold: minimumTraffic,
          },
        ],
      },
      unit: "seconds",
      summary: `{${labels.service}} takes {value} or more for one request in a hundred`,
      description: `Over five minutes, the slowest hundredth of the requests to {${labels.service}} took {value} or longer. No latency SLO covers it as a whole, so nothing says how slow is too slow.`,
    },
  ];
}

/** Seconds. */
function usualLatency({ metrics: { latencyBuckets } }: Config): number | undefined {
  return latencyBuckets
    .slice(0, -1)
    .filter((seconds) => seconds <= 2.5)
    .at(-1);
}

/**
 * A ramp in the morning has many in flight too, but answers as many: only where the wait is long as well do they pile
 * up. The last hours are no part of what is usual, or a pile would soon be so.
 */
function requestsPileUp(config: Config): Alert {
  const { factor, longestWait, minimumRequests } = config.alerts.RequestsPileUp;
  const { activeRequests, labels, requestDuration } = config.metrics;
  const named = `${labels.service}!=""`;
  // A service that sends to several collectors in turn has one gauge in each.
  const once = (gauge: string) => `sum by (${labels.service}) (max without (collector) (${gauge}))`;
  const inFlight = once(`avg_over_time(${activeRequests}{${named}}[5m])`);
  const usual = `max_over_time(${once(`${activeRequests}{${named}}`)}[1d:5m] offset 3h)`;
  const answered = `sum by (${labels.service}) (rate(${requestDuration}_count{${named}}[5m]))`;
  return {
    ...about(config, "RequestsPileUp", PANELS.applicationPerformance.inFlight),
    condition: {
      all: [
        { query: inFlight, is: "above", threshold: minimumRequests },
        { query: `${inFlight} / ${usual}`, is: "above", threshold: factor },
        { query: `${inFlight} / ${answered}`, is: "above", threshold: longestWait },
      ],
    },
    unit: "number",
    summary: `{${labels.service}} has {value} requests in flight`,
    description: `On average over five minutes, {value} requests to {${labels.service}} waited for their answer, more than ${factor} times the most of the day before. At the present pace it would take longer than ${longestWait} seconds to answer them: it is saturated, or what it depends on hangs.`,
  };
}

/**
 * A start time that also goes back is that of several processes behind one address, which answer in turn. Alertmanager
 * leaves out the pods of which it is told that they crash or lack memory. Services that push metrics may have no pod.
 */
function serviceRestarting(config: Config): Alert {
  const { restarts } = config.alerts.ServiceRestarting;
  const { service } = config.metrics.labels;
  const started = `process_start_time_seconds{${service}!=""}[1h]`;
  return {
    ...about(config, "ServiceRestarting", PANELS.applicationPerformance.restarts),
    condition: {
      all: [
        {
          query: `max by (${service}, namespace, pod) (changes(${started}) unless resets(${started}) > 0)`,
          is: "above",
          threshold: restarts,
        },
      ],
    },
    unit: "number",
    summary: `A process of {${service}} started anew {value} times within an hour in pod {pod}`,
    description: `Within an hour, one process of {${service}} started anew {value} times in its pod. Requests that it was answering were lost each time.`,
  };
}

/**
 * Traffic at both times before, since a service may rest at night and at weekends. A service whose series have gone has
 * none either, as long as any service is measured; those with an SLO have an alert for that.
 */
function trafficStopped(config: Config): Alert {
  const { before, minimumTraffic, threshold } = config.alerts.TrafficStopped;
  const { labels, requestDuration } = config.metrics;
  const requests = `${requestDuration}_count`;
  const rate = (matcher: string, offset = "") =>
    `sum by (${labels.service}) (rate(${requests}{${matcher}}[15m]${offset}))`;
  const named = `${labels.service}!=""`;
  const ago = ` offset ${before.text}`;
  const yesterday = rate(named, " offset 1d");
  const gone = `${rate(withoutSlo("any", config), ago)} * 0 and on () group(${requests})`;
  return {
    ...about(config, "TrafficStopped", PANELS.applicationPerformance.requestRate),
    condition: {
      all: [
        { query: `(${rate(named)} or ${gone}) / ${yesterday}`, is: "below", threshold },
        { query: rate(named, ago), is: "above", threshold: minimumTraffic },
        { query: yesterday, is: "above", threshold: minimumTraffic },
      ],
    },
    unit: "ratio",
    summary: `{${labels.service}} gets no requests any more`,
    description: `Over fifteen minutes, {${labels.service}} got {value} of the requests of the same time yesterday, and ${before.text} ago it still had some. They may be lost on their way to it, or it has stopped.`,
  };
}

type ApplicationAlert =
  | "HighErrorRatio"
  | "HighLatency"
  | "RequestsPileUp"
  | "ServiceRestarting"
  | "TrafficStopped";

function about(config: Config, name: ApplicationAlert, panel: number) {
  const service = `{${config.metrics.labels.service}}`;
  return {
    ...settings(config, name),
    category: "applications",
    labels: { service },
    panel: {
      dashboard: DASHBOARDS.applicationPerformance,
      panel,
      variables: { service },
    } satisfies PanelLink,
  } as const;
}
