import type { BadInput } from "./bad-input.ts";
import { slosOf } from "./slo-of.ts";

const SECOND =
  'lookout:slos[1].name: "second" promises the very same as "checkout", and would page for it a second time: leave one out';

/** Two SLOs of these indicators, alike in all but their names. */
const pair = (one: object, other: object) => slosOf({ indicator: one }, { name: "second", indicator: other });

const up = (blank: string) => `sum(rate(up{job="a  b"}[window]))${blank}`;

/** SLOs of one name, or of one promise: each breach would page twice. */
export const sloPromises: readonly BadInput[] = [
  {
    name: "SLOs of one name",
    values: slosOf({}, { name: "search", service: "search" }, { objective: 99 }),
    problems: ['lookout:slos[2].name: "checkout" is a duplicate: names are unique'],
  },
  {
    name: "SLOs that differ in what is told of them alone",
    values: slosOf(
      {},
      { name: "second", team: "web", description: "Ours.", labels: { tier: "gold" }, minimumTraffic: 5 },
      { name: "third", window: "720h" },
      { name: "of-another-service", service: "search" },
      { name: "of-another-objective", objective: 99 },
      { name: "of-another-window", window: "7d" },
      { name: "of-another-indicator", indicator: { kind: "http", route: "/pay" } },
    ),
    problems: [SECOND, SECOND.replace("[1]", "[2]").replace("second", "third")],
  },
  {
    name: "the same status codes in another order",
    values: pair({ kind: "http", errors: ["5xx", "429"] }, { kind: "http", errors: ["429", "5xx"] }),
    problems: [SECOND],
  },
  {
    name: "the same threshold in another notation",
    values: pair({ kind: "latency", threshold: "300ms" }, { kind: "latency", threshold: 0.3 }),
    problems: [SECOND],
  },
  {
    name: "the same spans twice",
    values: slosOf(
      { indicator: { kind: "spans", operation: "GET /" } },
      { name: "second", indicator: { kind: "spans", operation: "GET /" } },
      { name: "slow", indicator: { kind: "spans", operation: "GET /", threshold: 1 } },
      { name: "other", indicator: { kind: "spans", operation: "PUT /" } },
    ),
    problems: [SECOND],
  },
  {
    name: "the same queries in another notation",
    values: slosOf(
      ...[
        { total: up(""), errors: "sum(rate(up[window]))" },
        { total: up(" # all"), errors: "sum( rate(up[window]) )" },
        { total: up(""), good: "sum(rate(up[window]))" },
        { total: up("").replace("  ", " "), errors: "sum(rate(up[window]))" },
        { total: up(""), errors: "sum(rate(up[window])) + sum(rate(up[window])) * 2" },
        { total: up(""), errors: "(sum(rate(up[window])) + sum(rate(up[window]))) * 2" },
      ].map((queries, index) => ({
        name: ["checkout", "second"][index] ?? `query-${index}`,
        indicator: { kind: "query", ...queries },
      })),
    ),
    problems: [SECOND],
  },
];
