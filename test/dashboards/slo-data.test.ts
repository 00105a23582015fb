import assert from "node:assert/strict";
import type { Config } from "../../config/config.ts";
import { home } from "../../dashboards/default/home.ts";
import { weeklySloReport } from "../../dashboards/executive/weekly-slo-report.ts";
import { sloOverview } from "../../dashboards/ml-platform/slo-overview.ts";
import { allLines } from "../../dashboards/render.ts";
import { passesOf } from "../accuracy/rule-passes.ts";
import { recordingGroupsOf } from "../accuracy/stack.ts";
import { backfillRules, backfillSeries, counter, type Series } from "../judges/backfill.ts";
import { requireJudge } from "../judges/judge.ts";
import { type PrometheusServer, startPrometheus } from "../judges/prometheus-server.ts";
import { inTemporaryFolder } from "../judges/temporary.ts";
import { stackOf } from "../slo/slo-config.ts";

const HOUR = 3600;
const END = Date.UTC(2023, 10, 14, 12, 20) / 1000;
/** A young stack: what is shown does not wait for windows to fill. */
const START = END - HOUR / 2;

const QUERIES = {
  total: 'sum(rate(http_server_request_duration_seconds_count{service_name="shop"}[window]))',
  errors:
    'sum(rate(http_server_request_duration_seconds_count{service_name="shop",http_response_status_code="500"}[window]))',
};
const CONFIG = stackOf(
  [
    { name: "errors", indicator: { kind: "http" } },
    { name: "speed", objective: 99, indicator: { kind: "latency", threshold: "300ms" } },
    { name: "calls", objective: 99, indicator: { kind: "spans" } },
    { name: "queries", objective: 99.5, indicator: { kind: "query", ...QUERIES } },
  ],
  { prometheus: { retention: "31d" }, alerting: { engine: "prometheus" } },
);

/** Real answers of a real Prometheus to every question of the panels. */
describe("panels of SLOs, by Prometheus", () => {
  before(function () {
    requireJudge.call(this, "promtool");
    requireJudge.call(this, "prometheus");
  });

  it("have data half an hour after the first scrape", async () => {
    const empty: string[] = [];
    await withServices(CONFIG, async (server) => {
      for (const { expr, where } of questions(CONFIG)) {
        const { vector } = await server.query(expr, { time: END });
        if (vector.length === 0 || vector.some(({ value }) => !Number.isFinite(value))) empty.push(where);
      }
    });
    assert.deepEqual(empty, ["Weekly SLO Report → Every SLO → change"], "only last week is unknown");
  });
});

function questions(config: Config): readonly { readonly where: string; readonly expr: string }[] {
  return [sloOverview, weeklySloReport, home].flatMap((of) => {
    const spec = of(config);
    const panels = allLines(spec).flatMap((line) => line.panels.map(([, panel]) => panel));
    return panels.flatMap(({ queries, title }) =>
      queries.flatMap((query) =>
        query.kind === "prometheus"
          ? [
              {
                where: [spec.title, title, query.refId ?? query.legend].join(" → "),
                expr: query.expr.replaceAll("$slo", ".+").replaceAll("$__interval", "1h"),
              },
            ]
          : [],
      ),
    );
  });
}

async function withServices(config: Config, use: (server: PrometheusServer) => Promise<void>): Promise<void> {
  const range = { start: START, end: END };
  await inTemporaryFolder(async (data) => {
    await backfillSeries(series(range), { data });
    for (const passes of passesOf(recordingGroupsOf(config), END))
      await withServer(data, async ({ url }) => {
        for (const { files } of passes) await backfillRules(files, { data, url, range });
      });
    await withServer(data, use);
  });
}

async function withServer(data: string, use: (server: PrometheusServer) => Promise<void>): Promise<void> {
  const server = await startPrometheus({ data });
  try {
    await use(server);
  } finally {
    await server.stop();
  }
}

/** Two requests a second, of which few fail and half take longer than 250 ms. */
function series(range: { readonly start: number; readonly end: number }): readonly Series[] {
  const of = (name: string, labels: Readonly<Record<string, string>>, perScrape: number): Series => ({
    name,
    labels: { service_name: "shop", instance: "a", ...labels },
    samples: () => counter(range, 30, () => perScrape),
  });
  const http = "http_server_request_duration_seconds";
  const spans = "traces_span_metrics_duration_seconds";
  const bounds = [
    ["0.25", 30],
    ["0.3", 59],
    ["+Inf", 60],
  ] as const;
  const server = { span_kind: "SPAN_KIND_SERVER", status_code: "STATUS_CODE_UNSET" };
  return [
    of(`${http}_count`, { http_response_status_code: "200" }, 60),
    of(`${http}_count`, { http_response_status_code: "500" }, 1),
    of("traces_span_metrics_calls_total", server, 60),
    ...bounds.flatMap(([le, count]) => [
      of(`${http}_bucket`, { http_response_status_code: "200", le }, count),
      of(`${spans}_bucket`, { ...server, le }, count),
    ]),
  ];
}
