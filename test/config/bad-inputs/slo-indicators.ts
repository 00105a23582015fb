import type { BadInput } from "./bad-input.ts";
import { of, slosOf } from "./slo-of.ts";
import { sloQueries } from "./slo-queries.ts";

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
      'lookout:slos[0].indicator.errors[1]: "600" is no status code of an error: write 4xx, 5xx or a code as "429"',
    ],
  },
  {
    name: "a status code in letters",
    values: of({ kind: "http", errors: ["abc"] }),
    problems: [
      'lookout:slos[0].indicator.errors[0]: "abc" is no status code of an error: write 4xx, 5xx or a code as "429"',
    ],
  },
  {
    name: "success and redirection as errors",
    values: of({ kind: "http", errors: ["200", "2xx", "3xx", "101"] }),
    problems: ["200", "2xx", "3xx", "101"].map(
      (code, index) =>
        `lookout:slos[0].indicator.errors[${index}]: "${code}" is no status code of an error: write 4xx, 5xx or a code as "429"`,
    ),
  },
  {
    name: "status codes that are counted already",
    values: of({ kind: "http", errors: ["503", "429", "5xx", "429", "5xx", "404"] }),
    problems: [
      'lookout:slos[0].indicator.errors[0]: "503" is one of 5xx, which the list has as well: leave it out',
      'lookout:slos[0].indicator.errors[3]: "429" is a duplicate: leave it out',
      'lookout:slos[0].indicator.errors[4]: "5xx" is a duplicate: leave it out',
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
  ...sloQueries,
];
