import type { BadInput } from "./bad-input.ts";
import { query, RETENTION } from "./slo-of.ts";

const TOTAL = "sum(rate(http_server_request_duration_seconds_count[window]))";

/** Queries of SLOs that are none, or count nothing. */
export const sloQueries: readonly BadInput[] = [
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
      'lookout:slos[0].indicator.total: "sum(rate(up[window])" is not PromQL: ends too early after sum(rate(up[window])',
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
  {
    name: "a histogram without suffix, which is no series",
    values: query({ total: "sum(rate(http_server_request_duration_seconds[window]))", errors: TOTAL }),
    problems: [
      'lookout:slos[0].indicator.total: "sum(rate(http_server_request_duration_seconds[window]))" names the metric http_server_request_duration_seconds, which nothing in this stack is known to expose; did you mean "http_server_request_duration_seconds_sum"?; list the metrics of your services in metrics.custom',
    ],
  },
  {
    name: "errors that are all there is",
    values: query({ total: TOTAL, errors: TOTAL }),
    problems: [
      'lookout:slos[0].indicator.errors: "sum(rate(http_server_request_duration_seconds_count[wind... is the same as total: all would be errors',
    ],
  },
  {
    name: "good events that are all there is, in another notation",
    values: query({ total: "sum(rate(up[window]))", good: "sum ( rate(up[window]) ) # all" }),
    problems: [
      'lookout:slos[0].indicator.good: "sum ( rate(up[window]) ) # all" is the same as total: nothing would be an error',
    ],
  },
];
