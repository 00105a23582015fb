import type { Config } from "../../../config/config.ts";
import type { Panel } from "../../panels/panel.ts";
import { PERCENTILE_COLOURS, STATUS_COLOURS } from "../../panels/series-colours.ts";
import { timeSeries } from "../../panels/time-series.ts";
import { promql } from "../../queries/query.ts";
import { perSecond, ratio } from "../../queries/ratio.ts";
import { own } from "../../queries/stack.ts";

const http = (config: Config, suffix: string) =>
  `grafana_http_request_duration_seconds_${suffix}{${own(config, "grafana")}}`;

export function requestsPanel(config: Config): Panel {
  const kind = `label_replace(${perSecond(http(config, "count"))}, "kind", "$1", "status_code", "(.)..")`;
  return timeSeries({
    id: 60,
    title: "Grafana requests",
    description:
      "Requests a second that Grafana answers, by kind of status: 2xx well, 3xx elsewhere, 4xx refused, 5xx an error of Grafana's or of what it asks.",
    queries: [promql(`sum by (kind) (${kind})`, { legend: "{{kind}}xx" })],
    unit: "reqps",
    min: 0,
    stack: true,
    legend: "few",
    overrides: STATUS_COLOURS,
  });
}

export function durationPanel(config: Config): Panel {
  const quantile = (share: number) =>
    `histogram_quantile(${share}, sum by (le) (${perSecond(http(config, "bucket"))}))`;
  return timeSeries({
    id: 61,
    title: "Grafana's response times",
    description:
      "How long Grafana takes to answer: half of the requests, and all but one in twenty, are faster.",
    queries: [promql(quantile(0.95), { legend: "p95" }), promql(quantile(0.5), { legend: "p50" })],
    unit: "s",
    min: 0,
    legend: "few",
    overrides: PERCENTILE_COLOURS,
  });
}

export function datasourcesPanel(config: Config): Panel {
  const sum = (more: string) =>
    `sum by (datasource) (${perSecond(`grafana_datasource_request_total{${own(config, "grafana")}${more}}`)})`;
  return timeSeries({
    id: 62,
    title: "Failed data source requests",
    description:
      "Share of the requests that Grafana sends to each of its data sources that end in a server error: panels and alerts on it stay empty.",
    queries: [promql(ratio(sum(',code=~"5.."'), sum("")), { legend: "{{datasource}}" })],
    unit: "percentunit",
    min: 0,
    softMax: 0.1,
    calcs: ["max", "lastNotNull"],
    noValue: "No requests",
  });
}
