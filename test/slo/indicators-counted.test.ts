import { requireJudge } from "../judges/judge.ts";
import type { InputSeries } from "../judges/promtool.ts";
import { asleep, counter, pages, records, type Stretch, simulate } from "./simulation.ts";

/** What counters have counted before. */
const BEFORE = 1000;

const series = (metric: string, labels: string, ...stretches: readonly Stretch[]): InputSeries => ({
  series: `${metric}{${labels}}`,
  values: counter(stretches, BEFORE),
});

describe("slo: indicators, by Prometheus", () => {
  const MINUTES = 120;

  before(function () {
    requireJudge.call(this, "promtool");
  });

  /** Of 60 events a minute 3 are errors. */
  const oneOfTwenty = (name: string, input_series: readonly InputSeries[]) => [
    {
      name,
      input_series,
      promql_expr_test: [
        records(MINUTES, "slo:total:rate1h", 1),
        records(MINUTES, "slo:errors:rate1h", 0.05),
        records(MINUTES, "slo:errors:ratio_rate5m", 0.05),
        records(MINUTES, "slo:errors:ratio_rate6h", 0.05),
      ],
    },
  ];
  const [all, fast, slow, none]: readonly Stretch[] = [
    [MINUTES, 60],
    [MINUTES, 57],
    [MINUTES, 3],
    [MINUTES, 0],
  ];

  it("take codes that are named for errors, of the route alone", () => {
    const route = (path: string, status: string, stretch: Stretch) =>
      series(
        "http_server_request_duration_seconds_count",
        `service_name="shop",http_route="${path}",http_response_status_code="${status}"`,
        stretch,
      );
    return simulate({ indicator: { kind: "http", route: "/users/{id}", errors: ["429"] } }, [
      ...oneOfTwenty("codes", [
        route("/users/{id}", "200", [MINUTES, 50]),
        route("/users/{id}", "500", [MINUTES, 7]),
        route("/users/{id}", "429", slow!),
        route("/", "429", all!),
      ]),
    ]);
  });

  const HISTOGRAM = "http_server_request_duration_seconds";

  it("take slow requests for errors, whatever their status", () => {
    const of = (status: string) => `service_name="shop",http_response_status_code="${status}"`;
    return simulate({ indicator: { kind: "latency", threshold: "1s" } }, [
      ...oneOfTwenty("slow requests", [
        series(`${HISTOGRAM}_count`, of("200"), [MINUTES, 50]),
        series(`${HISTOGRAM}_count`, of("500"), [MINUTES, 10]),
        series(`${HISTOGRAM}_bucket`, `${of("200")},le="1.0"`, [MINUTES, 48]),
        series(`${HISTOGRAM}_bucket`, `${of("500")},le="1.0"`, [MINUTES, 9]),
        series(`${HISTOGRAM}_bucket`, `${of("200")},le="0.5"`, none!),
        series(`${HISTOGRAM}_bucket`, `${of("200")},le="+Inf"`, all!),
      ]),
    ]);
  });

  const server = 'service_name="shop",span_kind="SPAN_KIND_SERVER"';

  it("take server spans with an error for errors", () =>
    simulate({ indicator: { kind: "spans" } }, [
      ...oneOfTwenty("spans", [
        series("traces_span_metrics_calls_total", `${server},status_code="STATUS_CODE_UNSET"`, fast!),
        series("traces_span_metrics_calls_total", `${server},status_code="STATUS_CODE_ERROR"`, slow!),
        series(
          "traces_span_metrics_calls_total",
          'service_name="shop",span_kind="SPAN_KIND_CLIENT",status_code="STATUS_CODE_ERROR"',
          all!,
        ),
      ]),
    ]));

  it("take slow server spans for errors", () =>
    simulate({ indicator: { kind: "spans", threshold: "300ms" } }, [
      ...oneOfTwenty("slow spans", [
        series("traces_span_metrics_duration_seconds_count", server, all!),
        series("traces_span_metrics_duration_seconds_bucket", `${server},le="0.3"`, fast!),
      ]),
    ]));

  const SPAWNS = "jupyterhub_server_spawn_duration_seconds_count";
  const spawns = [
    series(SPAWNS, 'status="success"', fast!),
    series(SPAWNS, 'status="failure"', [MINUTES, 2]),
    series(SPAWNS, 'status="throttled"', [MINUTES, 1]),
  ];

  it("take what is not good for errors", () => {
    const good = `rate(${SPAWNS}{status="success"}[window])`;
    return simulate(
      { indicator: { kind: "query", total: `rate(${SPAWNS}[window]) # all`, good } },
      oneOfTwenty("good", spawns),
    );
  });

  it("page where nothing is good any more and there is no series of it", () => {
    const good = `sum(rate(${SPAWNS}{status="success"}[window]))`;
    const gone = (status: string, pod: string, values: string) => ({
      series: `${SPAWNS}{status="${status}",pod="${pod}"}`,
      values,
    });
    return simulate({ indicator: { kind: "query", total: `rate(${SPAWNS}[window])`, good } }, [
      {
        name: "restarted to fail",
        input_series: [
          gone("success", "a", `${counter([[120, 60]])} stale`),
          gone("failure", "b", `_x121 ${counter([[60, 60]])}`),
        ],
        promql_expr_test: [asleep(120), pages(140, "1h", "6h"), records(140, "slo:errors:ratio_rate5m", 1)],
      },
    ]);
  });

  it("take what a query of errors says for errors", () => {
    const errors = `sum(rate(${SPAWNS}{status!="success"}[window]))`;
    return simulate(
      { indicator: { kind: "query", total: `rate(${SPAWNS}[window])`, errors } },
      oneOfTwenty("errors", spawns),
    );
  });
});
