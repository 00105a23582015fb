import assert from "node:assert/strict";
import { requireJudge } from "../judges/judge.ts";
import { counter, simulate } from "./simulation.ts";
import { exprOf, recordings, rulesOf, type Settings } from "./slo-config.ts";

const SLICE = "slo:latency_bucket:rate3m";
const HOUR = "slo:latency_bucket:rate1h";
const THRESHOLD = "slo:threshold:seconds";
const HISTOGRAM = "http_server_request_duration_seconds_bucket";

const slice = (indicator: Settings, values?: Settings) => exprOf(rulesOf({ indicator }, values), SLICE);
const names = (indicator: Settings) => recordings(rulesOf({ indicator })).map(({ record }) => record);

describe("slo/recording: durations", () => {
  it("are those of the requests that the SLO counts, by bucket", () => {
    assert.equal(slice({ kind: "http" }), `sum by (le) (rate(${HISTOGRAM}{service_name="shop"}[210s]))`);
    assert.equal(
      slice({ kind: "latency", threshold: "300ms", route: "/users/{id}" }),
      `sum by (le) (rate(${HISTOGRAM}{service_name="shop",http_route="/users/{id}"}[210s]))`,
    );
  });

  it("are those of the spans that the SLO counts", () =>
    assert.equal(
      slice({ kind: "spans", operation: "GET /" }),
      'sum by (le) (rate(traces_span_metrics_duration_seconds_bucket{service_name="shop",span_kind="SPAN_KIND_SERVER",span_name="GET /"}[210s]))',
    ));

  it("are of the stack's own histogram and labels", () =>
    assert.equal(
      slice(
        { kind: "http" },
        { metrics: { requestDuration: "http_duration", labels: { service: "app" }, latencyBuckets: [0.1] } },
      ),
      'sum by (le) (rate(http_duration_bucket{app="shop"}[210s]))',
    ));

  it("of an hour are sums of slices", () =>
    assert.equal(exprOf(rulesOf({}), HOUR), `sum_over_time(${SLICE}{slo="checkout"}[1h]) / 20`));

  it("follow the slice's length", () => {
    const rules = rulesOf({}, { prometheus: { scrapeInterval: "50s" } });
    assert.match(exprOf(rules, "slo:latency_bucket:rate200s"), /\[250s\]/);
    assert.match(exprOf(rules, HOUR), /rate200s\{slo="checkout"\}\[1h\]\) \/ 18$/);
  });

  it("are not known of an SLO on queries", () => {
    const recorded = names({ kind: "query", total: "rate(up[window])", errors: "rate(up[window]) * 0" });
    assert.deepEqual(
      recorded.filter((name) => /latency_bucket|threshold/.test(name)),
      [],
    );
  });

  it("have the threshold beside them, where there is one", () => {
    const threshold = (indicator: Settings) => exprOf(rulesOf({ indicator }), THRESHOLD);
    assert.equal(threshold({ kind: "latency", threshold: "300ms" }), "vector(0.3)");
    assert.equal(threshold({ kind: "spans", threshold: 1 }), "vector(1)");
    assert.ok(!names({ kind: "http" }).includes(THRESHOLD));
    assert.ok(!names({ kind: "spans" }).includes(THRESHOLD));
  });
});

describe("slo/recording: durations, by Prometheus", () => {
  before(function () {
    requireJudge.call(this, "promtool");
  });

  it("give percentiles, whatever the status and the pod", () => {
    const MINUTES = 120;
    const bucket = (le: string, status: string, perMinute: number) => ({
      series: `${HISTOGRAM}{service_name="shop",http_response_status_code="${status}",le="${le}"}`,
      values: counter([[MINUTES, perMinute]], 1000),
    });
    return simulate({ indicator: { kind: "latency", threshold: "300ms" } }, [
      {
        name: "nine of ten fast",
        input_series: [
          bucket("0.3", "200", 44),
          bucket("0.3", "500", 10),
          bucket("1.0", "200", 50),
          bucket("1.0", "500", 10),
          bucket("+Inf", "200", 50),
          bucket("+Inf", "500", 10),
        ],
        promql_expr_test: [
          {
            // 0.95 is in the middle between 0.9, which took 0.3 s at most, and 1.
            expr: `round(histogram_quantile(0.95, ${HOUR}), 1e-9)`,
            eval_time: `${MINUTES}m`,
            exp_samples: [{ labels: '{slo="checkout"}', value: 0.65 }],
          },
          {
            expr: `round(${SLICE}{le="0.3"} * 60, 1e-9)`,
            eval_time: `${MINUTES}m`,
            exp_samples: [{ labels: '{slo="checkout",le="0.3"}', value: 54 }],
          },
        ],
      },
    ]);
  });
});
