import assert from "node:assert/strict";
import { bucketLabel } from "../../slo/indicator.ts";
import { exprOf, rulesOf, type Settings } from "./slo-config.ts";

const TOTAL = "slo:total:rate5m";
const ERRORS = "slo:errors:rate5m";
const NONE = 'sum(slo:total:rate5m{slo="checkout"}) * 0';
const REST = (good: string) => `clamp_min(sum(slo:total:rate5m{slo="checkout"}) - ${good}, 0)`;

const total = (indicator: Settings, values?: Settings) => exprOf(rulesOf({ indicator }, values), TOTAL);
const errors = (indicator: Settings, values?: Settings) => exprOf(rulesOf({ indicator }, values), ERRORS);

/** A stack whose services use names of their own. */
const OWN_NAMES = {
  metrics: {
    requestDuration: "http_duration",
    labels: { service: "app", route: "path", status: "code" },
    latencyBuckets: [0.1, 1],
  },
};

describe("slo/indicator: http", () => {
  const COUNT = "http_server_request_duration_seconds_count";

  it("counts all requests of the service, where the bucket is known", () =>
    assert.equal(total({ kind: "http" }), `sum(rate(${COUNT}{service_name="shop"}[5m]))`));

  it("takes server errors for errors, and none for zero", () =>
    assert.equal(
      errors({ kind: "http" }),
      `sum(rate(${COUNT}{service_name="shop",http_response_status_code=~"5.."}[5m])) or ${NONE}`,
    ));

  it("counts a route's requests alone", () => {
    const route = 'service_name="shop",http_route="/pay"';
    assert.equal(total({ kind: "http", route: "/pay" }), `sum(rate(${COUNT}{${route}}[5m]))`);
    assert.equal(
      errors({ kind: "http", route: "/pay" }),
      `sum(rate(${COUNT}{${route},http_response_status_code=~"5.."}[5m])) or ${NONE}`,
    );
  });

  it("takes classes and codes that are named for errors", () =>
    assert.match(
      errors({ kind: "http", errors: ["5xx", "429", "404"] }),
      /\{service_name="shop",http_response_status_code=~"5\.\.\|429\|404"\}/,
    ));

  it("quotes routes as PromQL does", () =>
    assert.match(
      total({ kind: "http", route: '/users/{id}/"x"\\d$' }),
      /http_route="\/users\/\{id\}\/\\"x\\"\\\\d\$"/,
    ));

  it("reads the stack's own metric and labels", () => {
    const own = { kind: "http", route: "/pay" };
    assert.equal(total(own, OWN_NAMES), 'sum(rate(http_duration_count{app="shop",path="/pay"}[5m]))');
    assert.match(
      errors(own, OWN_NAMES),
      /^sum\(rate\(http_duration_count\{app="shop",path="\/pay",code=~"5\.\."\}/,
    );
  });
});

describe("slo/indicator: latency", () => {
  const HISTOGRAM = "http_server_request_duration_seconds";

  it("counts all requests of the service", () =>
    assert.equal(
      total({ kind: "latency", threshold: "300ms" }),
      `sum(rate(${HISTOGRAM}_count{service_name="shop"}[5m])) and sum(rate(${HISTOGRAM}_bucket{service_name="shop",le="0.3"}[5m]))`,
    ));

  it("takes what is not in the bucket for errors, never less than none", () =>
    assert.equal(
      errors({ kind: "latency", threshold: "300ms" }),
      REST(`sum(rate(${HISTOGRAM}_bucket{service_name="shop",le="0.3"}[5m]))`),
    ));

  it("counts a route's requests alone", () => {
    const slow = { kind: "latency", threshold: 1, route: "/pay" };
    assert.match(total(slow), /_count\{service_name="shop",http_route="\/pay"\}/);
    assert.match(errors(slow), /_bucket\{service_name="shop",http_route="\/pay",le="1\.0"\}/);
  });

  it("reads the stack's own metric and labels", () =>
    assert.equal(
      errors({ kind: "latency", threshold: "1s" }, OWN_NAMES),
      REST('sum(rate(http_duration_bucket{app="shop",le="1.0"}[5m]))'),
    ));

  it("takes 300ms and 0.3 for the same", () =>
    assert.equal(
      errors({ kind: "latency", threshold: "300ms" }),
      errors({ kind: "latency", threshold: 0.3 }),
    ));
});

describe("slo/indicator: bounds as Prometheus 3 writes them", () => {
  // What Go's strconv.FormatFloat(bound, 'g', -1, 64) gives, with ".0" where it has neither point nor exponent.
  const BOUNDS: readonly (readonly [number, string])[] = [
    [1, "1.0"],
    [0.3, "0.3"],
    [10, "10.0"],
    [2.5, "2.5"],
    [0.000001, "1e-06"],
    [0.0000015, "1.5e-06"],
    [0.00001, "1e-05"],
    [0.0001, "0.0001"],
    [999999, "999999.0"],
    [1000000, "1e+06"],
    [1234567, "1.234567e+06"],
  ];
  for (const [seconds, label] of BOUNDS)
    it(`${seconds} is le="${label}"`, () => assert.equal(bucketLabel(seconds), label));
});

describe("slo/indicator: spans", () => {
  const SERVER = 'service_name="shop",span_kind="SPAN_KIND_SERVER"';

  it("counts the service's server spans, and those with an error for errors", () => {
    assert.equal(total({ kind: "spans" }), `sum(rate(traces_span_metrics_calls_total{${SERVER}}[5m]))`);
    assert.equal(
      errors({ kind: "spans" }),
      `sum(rate(traces_span_metrics_calls_total{${SERVER},status_code="STATUS_CODE_ERROR"}[5m])) or ${NONE}`,
    );
  });

  it("takes slow spans for errors where there is a threshold", () => {
    const slow = { kind: "spans", threshold: "1s" };
    assert.equal(
      total(slow),
      `sum(rate(traces_span_metrics_duration_seconds_count{${SERVER}}[5m])) and sum(rate(traces_span_metrics_duration_seconds_bucket{${SERVER},le="1.0"}[5m]))`,
    );
    assert.equal(
      errors(slow),
      REST(`sum(rate(traces_span_metrics_duration_seconds_bucket{${SERVER},le="1.0"}[5m]))`),
    );
  });

  it("counts an operation's spans alone", () => {
    const span = new RegExp(`\\{${SERVER},span_name="GET /users/\\{id\\}"`);
    const operation = "GET /users/{id}";
    for (const indicator of [
      { kind: "spans", operation },
      { kind: "spans", operation, threshold: 1 },
    ]) {
      assert.match(total(indicator), span);
      assert.match(errors(indicator), span);
    }
  });

  it("keeps to the collector's names, whatever those of HTTP are", () =>
    assert.equal(total({ kind: "spans" }, OWN_NAMES), total({ kind: "spans" })));
});

describe("slo/indicator: query", () => {
  const ALL = "sum(rate(up[window]))";

  it("sums total and errors to one series, and takes no errors for zero", () => {
    const own = { kind: "query", total: "rate(up[window])", errors: "rate(scrape_samples_scraped[window])" };
    assert.equal(total(own), "sum(rate(up[5m]))");
    assert.equal(errors(own), `sum(rate(scrape_samples_scraped[5m])) or ${NONE}`);
  });

  it("takes what is not good for errors", () =>
    assert.equal(
      errors({ kind: "query", total: ALL, good: "rate(up[window])" }),
      REST(`(sum(rate(up[5m])) or ${NONE})`),
    ));

  it("fills in every window, before an offset too", () =>
    assert.equal(
      total({ kind: "query", total: "rate(up[window]) + rate(up[window] offset 5m)", errors: ALL }),
      "sum(rate(up[5m]) + rate(up[5m] offset 5m))",
    ));

  it("leaves alone what only looks like a window", () =>
    assert.equal(
      total({ kind: "query", total: 'rate(up{job="[window]"}[window])', errors: ALL }),
      'sum(rate(up{job="[window]"}[5m]))',
    ));

  it("is not swallowed by a comment at its end", () =>
    assert.equal(
      total({ kind: "query", total: "rate(up[window]) # all of them", errors: ALL }),
      "sum(rate(up[5m]) # all of them\n)",
    ));

  it("fills in the length of each window", () => {
    const rules = rulesOf({ indicator: { kind: "query", total: ALL, errors: "rate(up[window])" } });
    const lengths = ["5m", "1h", "3m"].map((window) => exprOf(rules, `slo:total:rate${window}`));
    assert.deepEqual(lengths, [
      "sum(sum(rate(up[5m])))",
      "sum(sum(rate(up[1h])))",
      "sum(sum(rate(up[210s])))",
    ]);
  });
});
