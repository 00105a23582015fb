import type { BadInput } from "./bad-input.ts";
import { of, query, RETENTION, slosOf } from "./slo-of.ts";

const TOTAL = "sum(rate(http_server_request_duration_seconds_count[window]))";

/** Indicators of SLOs that count nothing, or something else than meant. */
export const sloIndicators: readonly BadInput[] = [
  {
    name: "no indicator",
    values: slosOf({ indicator: undefined }),
    problems: [
      "lookout:slos[0].indicator: is missing: write kind: http or kind: latency or kind: spans or kind: query",
    ],
  },
  {
    name: "an indicator without kind",
    values: slosOf({ indicator: {} }),
    problems: [
      "lookout:slos[0].indicator.kind: is missing: write kind: http or kind: latency or kind: spans or kind: query",
    ],
  },
  {
    name: "an unknown kind of indicator",
    values: of({ kind: "htpp" }),
    problems: [
      'lookout:slos[0].indicator.kind: "htpp" is not allowed: write kind: http or kind: latency or kind: spans or kind: query',
    ],
  },
  {
    name: "a setting of another kind of indicator",
    values: of({ kind: "http", threshold: "1s" }),
    problems: ["lookout:slos[0].indicator.threshold: is a setting of kind: latency or kind: spans alone"],
  },
  {
    name: "a misspelt setting of an indicator",
    values: of({ kind: "http", rout: "/pay" }),
    problems: ['lookout:slos[0].indicator.rout: is no setting; did you mean "route"?'],
  },
  {
    name: "a status code that is none",
    values: of({ kind: "http", errors: ["5xx", "600"] }),
    problems: [
      'lookout:slos[0].indicator.errors[1]: "600" is not a status code: write a class as 5xx or a code as "429"',
    ],
  },
  {
    name: "a status code in letters",
    values: of({ kind: "http", errors: ["abc"] }),
    problems: [
      'lookout:slos[0].indicator.errors[0]: "abc" is not a status code: write a class as 5xx or a code as "429"',
    ],
  },
  {
    name: "a status code as a number",
    values: of({ kind: "http", errors: [5] }),
    problems: [
      "lookout:slos[0].indicator.errors[0]: 5 is not allowed: write a text, in quotes (by the CLI: --type string)",
    ],
  },
  {
    name: "no status code",
    values: of({ kind: "http", errors: [] }),
    problems: ["lookout:slos[0].indicator.errors: [] needs at least one status code"],
  },
  {
    name: "a route of two lines",
    values: of({ kind: "http", route: "/a\n/b" }),
    problems: ['lookout:slos[0].indicator.route: "/a\\n/b" is not a plain text: no line breaks'],
  },
  {
    name: "an empty route",
    values: of({ kind: "http", route: "" }),
    problems: ['lookout:slos[0].indicator.route: "" is empty'],
  },
  {
    name: "a threshold that is no bucket",
    values: of({ kind: "latency", threshold: "200ms" }),
    problems: [
      'lookout:slos[0].indicator.threshold: "200ms" is no bucket of metrics.latencyBuckets, and nothing is counted between buckets: choose 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.3, 0.5, 0.75, 1, 2.5, 5, 7.5, 10 (seconds)',
    ],
  },
  {
    name: "a threshold of spans that is no bucket",
    values: { ...of({ kind: "spans", threshold: 2 }), metrics: { latencyBuckets: [0.1, 1] } },
    problems: [
      'lookout:slos[0].indicator.threshold: "2" is no bucket of metrics.latencyBuckets, and nothing is counted between buckets: choose 0.1, 1 (seconds)',
    ],
  },
  {
    name: "a threshold in words",
    values: of({ kind: "latency", threshold: "fast" }),
    problems: [
      'lookout:slos[0].indicator.threshold: "fast" is not a threshold: write 300ms, 1s or a number of seconds as 0.3',
    ],
  },
  {
    name: "a threshold without unit, in quotes",
    values: of({ kind: "latency", threshold: "300" }),
    problems: [
      'lookout:slos[0].indicator.threshold: "300" is not a threshold: write 300ms, 1s or a number of seconds as 0.3',
    ],
  },
  {
    name: "a threshold of nothing",
    values: of({ kind: "latency", threshold: 0 }),
    problems: [
      "lookout:slos[0].indicator.threshold: 0 is not a threshold: write 300ms, 1s or a number of seconds as 0.3",
    ],
  },
  {
    name: "no threshold",
    values: of({ kind: "latency" }),
    problems: [
      "lookout:slos[0].indicator.threshold: is missing: write 300ms, 1s or a number of seconds as 0.3",
    ],
  },
  {
    name: "a query without its other half",
    values: query({ total: TOTAL }),
    problems: ["lookout:slos[0].indicator: needs one of errors and good: what failed, or what did not"],
  },
  {
    name: "errors and good of one query",
    values: query({ total: TOTAL, errors: TOTAL, good: TOTAL }),
    problems: ["lookout:slos[0].indicator: needs one of errors and good: what failed, or what did not"],
  },
  {
    name: "a query without total",
    values: query({ errors: TOTAL }),
    problems: ["lookout:slos[0].indicator.total: is missing: write a text"],
  },
  {
    name: "a query that is a number",
    values: query({ total: 5, errors: TOTAL }),
    problems: [
      "lookout:slos[0].indicator.total: 5 is not allowed: write a text, in quotes (by the CLI: --type string)",
    ],
  },
  {
    name: "a query without window",
    values: query({ total: "sum(rate(up[5m]))", errors: TOTAL }),
    problems: [
      'lookout:slos[0].indicator.total: "sum(rate(up[5m]))" does not say [window]: write sum(rate(my_requests_total[window]))',
    ],
  },
  {
    name: "a query whose window is in a comment",
    values: query({ total: "sum(rate(up[5m])) # [window]", errors: TOTAL }),
    problems: [
      'lookout:slos[0].indicator.total: "sum(rate(up[5m])) # [window]" does not say [window]: write sum(rate(my_requests_total[window]))',
    ],
  },
  {
    name: "a query that ends too early",
    values: query({ total: "sum(rate(up[window])", errors: TOTAL }),
    problems: [
      'lookout:slos[0].indicator.total: "sum(rate(up[window])" is not PromQL: ends too early after sum(rate(up[5m])',
    ],
  },
  {
    name: "a query that is a range",
    values: query({ total: TOTAL, errors: "up[window]" }),
    problems: [
      'lookout:slos[0].indicator.errors: "up[window]" is a range vector, not an instant vector: write a function around it, such as rate(errors_total[5m])',
    ],
  },
  {
    name: "a query that is a scalar",
    values: query({ total: TOTAL, good: "scalar(rate(up[window]))" }),
    problems: [
      'lookout:slos[0].indicator.good: "scalar(rate(up[window]))" is a scalar, not an instant vector',
    ],
  },
  {
    name: "a function of the wrong type",
    values: query({ total: "rate(sum(up)) + rate(up[window])", errors: TOTAL }),
    problems: [
      'lookout:slos[0].indicator.total: "rate(sum(up)) + rate(up[window])" is not PromQL: sum(up): rate takes a range vector, such as up[5m], not an instant vector',
    ],
  },
  {
    name: "an unknown function",
    values: query({ total: "sum(ratee(up[window]))", errors: TOTAL }),
    problems: [
      'lookout:slos[0].indicator.total: "sum(ratee(up[window]))" is not PromQL: Prometheus has no function ratee: did you mean rate?',
    ],
  },
  {
    name: "a misspelt metric",
    values: query({ total: "sum(rate(http_server_request_duration_seconds_cont[window]))", errors: TOTAL }),
    problems: [
      'lookout:slos[0].indicator.total: "sum(rate(http_server_request_duration_seconds_cont[windo... names the metric http_server_request_duration_seconds_cont, which nothing in this stack is known to expose; did you mean "http_server_request_duration_seconds_count"?; list the metrics of your services in metrics.custom',
    ],
  },
  {
    name: "metrics that nothing exposes",
    values: query({
      total: "sum(rate(shop_orders_total[window]))",
      good: "sum(rate(shop_paid_total[window]))",
    }),
    problems: [
      'lookout:slos[0].indicator.total: "sum(rate(shop_orders_total[window]))" names the metric shop_orders_total, which nothing in this stack is known to expose; check its spelling; list the metrics of your services in metrics.custom',
      'lookout:slos[0].indicator.good: "sum(rate(shop_paid_total[window]))" names the metric shop_paid_total, which nothing in this stack is known to expose; check its spelling; list the metrics of your services in metrics.custom',
    ],
  },
  {
    name: "a metric that a broken rule file does not record",
    values: {
      ...query({ total: "sum(rate(shop:orders[window]))", errors: TOTAL }),
      prometheus: { retention: RETENTION, ruleFiles: ["own.yml"] },
    },
    files: { "own.yml": "groups: [{ name: own, rules: {} }, null]\n" },
    problems: [
      'lookout:slos[0].indicator.total: "sum(rate(shop:orders[window]))" names the metric shop:orders, which nothing in this stack is known to expose; check its spelling; list the metrics of your services in metrics.custom',
    ],
  },
  {
    name: "a selector without metric",
    values: query({ total: 'sum(rate({job="shop"}[window]))', errors: TOTAL }),
    problems: [
      'lookout:slos[0].indicator.total: "sum(rate({job=\\"shop\\"}[window]))" has a selector that names no metric: begin it with the metric\'s name',
    ],
  },
  {
    name: "a query that is too long",
    values: query({ total: `${TOTAL}${" ".repeat(2000)}`, errors: TOTAL }),
    problems: [
      'lookout:slos[0].indicator.total: "sum(rate(http_server_request_duration_seconds_count[wind... has more than 2000 characters: record parts of it by a rule of your own',
    ],
  },
];
