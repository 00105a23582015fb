import type { BadInput } from "./bad-input.ts";
import { sloIndicators } from "./slo-indicators.ts";
import { slosOf } from "./slo-of.ts";
import { sloPromises } from "./slo-promises.ts";

/** SLOs that promise what cannot be measured, kept or told. */
export const slos: readonly BadInput[] = [
  ...sloIndicators,
  ...sloPromises,
  {
    name: "an objective of 100%",
    values: slosOf({ objective: 100 }),
    problems: [
      "lookout:slos[0].objective: 100 is above 99.999 percent: no budget is left to measure, write at most 99.999",
    ],
  },
  {
    name: "an objective that is none",
    values: slosOf({ objective: 89 }),
    problems: ["lookout:slos[0].objective: 89 is below 90 percent: that much failure is no objective"],
  },
  {
    name: "an objective in words",
    values: slosOf({ objective: "three nines" }),
    problems: ['lookout:slos[0].objective: "three nines" is no number: write a number'],
  },
  {
    name: "no objective",
    values: slosOf({ objective: undefined }),
    problems: ["lookout:slos[0].objective: is missing: write a number"],
  },
  {
    name: "an SLO's name with a space",
    values: slosOf({ name: "Check Out" }),
    problems: [
      'lookout:slos[0].name: "Check Out" is not a name: lower case letters, digits and dashes, at most 50',
    ],
  },
  {
    name: "an SLO's name that is too long",
    values: slosOf({ name: "x".repeat(51) }),
    problems: [
      'lookout:slos[0].name: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" is not a name: lower case letters, digits and dashes, at most 50',
    ],
  },
  {
    name: "a service in quotes of its own",
    values: slosOf({ service: '"checkout"' }),
    problems: [
      'lookout:slos[0].service: "\\"checkout\\"" is not a plain text: no line breaks, quotes, backslashes, braces or dollar signs',
    ],
  },
  {
    name: "a service in braces",
    values: slosOf({ service: "{checkout}" }),
    problems: [
      'lookout:slos[0].service: "{checkout}" is not a plain text: no line breaks, quotes, backslashes, braces or dollar signs',
    ],
  },
  {
    name: "an SLO without service and name",
    values: slosOf({ name: undefined, service: undefined }),
    problems: [
      "lookout:slos[0].name: is missing: write a text",
      "lookout:slos[0].service: is missing: write a text",
    ],
  },
  {
    name: "a window below a week",
    values: slosOf({ window: "6d" }),
    problems: ['lookout:slos[0].window: "6d" is not 7 to 90 whole days: write 30d'],
  },
  {
    name: "a window above a quarter",
    values: slosOf({ window: "91d" }),
    problems: ['lookout:slos[0].window: "91d" is not 7 to 90 whole days: write 30d'],
  },
  {
    name: "a window of no whole days",
    values: slosOf({ window: "180h" }),
    problems: ['lookout:slos[0].window: "180h" is not 7 to 90 whole days: write 30d'],
  },
  {
    name: "a window of a day and a half",
    values: slosOf({ window: "36h" }),
    problems: ['lookout:slos[0].window: "36h" is not 7 to 90 whole days: write 30d'],
  },
  {
    name: "a window in words",
    values: slosOf({ window: "month" }),
    problems: ['lookout:slos[0].window: "month" is not a duration: write 15d, 12h, 30s or 1h30m'],
  },
  {
    name: "a window longer than retention",
    values: { ...slosOf({}), prometheus: { retention: "15d" } },
    problems: [
      'lookout:slos[0].window: "30d" is longer than the 15d for which Prometheus keeps samples: shorten it, or raise prometheus.retention to 30d',
    ],
  },
  {
    name: "an SLO's owner with a space",
    values: slosOf({ team: "SRE team" }),
    problems: [
      'lookout:slos[0].team: "SRE team" is not a name: lower case letters, digits and dashes, at most 63',
    ],
  },
  {
    name: "a description with quotes",
    values: slosOf({ description: 'says "yes"' }),
    problems: [
      'lookout:slos[0].description: "says \\"yes\\"" is not a plain text: no line breaks, quotes, backslashes, braces or dollar signs',
    ],
  },
  {
    name: "traffic below zero",
    values: slosOf({ minimumTraffic: -1 }),
    problems: ["lookout:slos[0].minimumTraffic: -1 is below 0"],
  },
  {
    name: "labels that the alerting system sets",
    values: slosOf({ labels: { service: "a", severity: "b", tier: "gold", slo: "c" } }),
    problems: [
      'lookout:slos[0].labels.service: "a" is a label that Lookout or the alerting system sets: choose another name',
      'lookout:slos[0].labels.severity: "b" is a label that Lookout or the alerting system sets: choose another name',
      'lookout:slos[0].labels.slo: "c" is a label that Lookout or the alerting system sets: choose another name',
    ],
  },
  {
    name: "a label's name with a dash",
    values: slosOf({ labels: { "a-b": "x" } }),
    problems: [
      'lookout:slos[0].labels["a-b"]: is not a label name: letters, digits and underscores, no leading digit or double underscore',
    ],
  },
  {
    name: "a label of an SLO in braces",
    values: slosOf({ labels: { tier: "{value}" } }),
    problems: [
      'lookout:slos[0].labels.tier: "{value}" is not a plain text: no line breaks, quotes, backslashes, braces or dollar signs',
    ],
  },
  {
    name: "a runbook without host",
    values: slosOf({ runbook: "wiki/page" }),
    problems: [
      'lookout:slos[0].runbook: "wiki/page" is not a URL of http or https without user and password: write https://host/path',
    ],
  },
  {
    name: "a runbook with credentials",
    values: slosOf({ runbook: "https://u:hunter2@wiki.corp.io" }),
    problems: [
      'lookout:slos[0].runbook: "https://***@wiki.corp.io" is not a URL of http or https without user and password: write https://host/path',
    ],
  },
  {
    name: "a misspelt setting of an SLO",
    values: slosOf({ windw: "7d" }),
    problems: ['lookout:slos[0].windw: is no setting; did you mean "window"?'],
  },
  {
    name: "a setting that no SLO has",
    values: slosOf({ target: 99.9 }),
    problems: [
      "lookout:slos[0].target: is no setting; allowed: name, service, description, team, objective, window, indicator, minimumTraffic, labels, runbook",
    ],
  },
  {
    name: "an objective that cannot page",
    values: slosOf({ objective: 90, window: "90d" }),
    problems: [
      "lookout:slos[0].objective: 90 can never page in 90d: with nothing but errors its budget burns 10 times too fast, and the slowest page waits for more than 18 times; raise it to 94.45 or shorten the window",
    ],
  },
  {
    name: "an objective at the bound of paging",
    values: slosOf({ objective: 90, window: "50d" }),
    problems: [
      "lookout:slos[0].objective: 90 can never page in 50d: with nothing but errors its budget burns 10 times too fast, and the slowest page waits for more than 10 times; raise it to 90.01 or shorten the window",
    ],
  },
  {
    name: "an SLO that is a text",
    values: { slos: ["checkout"] },
    problems: ['lookout:slos[0]: "checkout" is not allowed: write settings by name'],
  },
  {
    name: "SLOs by name",
    values: { slos: { checkout: {} } },
    problems: ['lookout:slos: {"checkout":{}} is not allowed: write a list'],
  },
  {
    name: "more SLOs than a stack holds",
    values: slosOf(...Array.from({ length: 1201 }, (_, index) => ({ name: `slo-${index}` }))),
    problems: [
      'lookout:slos: [{"name":"slo-0","service":"checkout","objective":99.9,"i... has more than 1200 SLOs: one stack holds no more, divide them among stacks',
    ],
  },
  {
    name: "several mistakes in several SLOs",
    values: slosOf(
      { objective: 100, window: "1d", runbook: "wiki" },
      { name: "b" },
      { name: "c", indicator: { kind: "http", errors: ["600"] } },
    ),
    problems: [
      "lookout:slos[0].objective: 100 is above 99.999 percent: no budget is left to measure, write at most 99.999",
      'lookout:slos[0].window: "1d" is not 7 to 90 whole days: write 30d',
      'lookout:slos[0].runbook: "wiki" is not a URL of http or https without user and password: write https://host/path',
      'lookout:slos[2].indicator.errors[0]: "600" is no status code of an error: write 4xx, 5xx or a code as "429"',
    ],
  },
  {
    name: "several SLOs against the rules",
    values: slosOf(
      { labels: { job: "a" } },
      { indicator: { kind: "latency", threshold: "2s" } },
      { name: "c", objective: 90, window: "90d" },
    ),
    problems: [
      'lookout:slos[1].name: "checkout" is a duplicate: names are unique',
      'lookout:slos[0].labels.job: "a" is a label that Lookout or the alerting system sets: choose another name',
      "lookout:slos[2].objective: 90 can never page in 90d: with nothing but errors its budget burns 10 times too fast, and the slowest page waits for more than 18 times; raise it to 94.45 or shorten the window",
      'lookout:slos[1].indicator.threshold: "2s" is no bucket of metrics.latencyBuckets, and nothing is counted between buckets: choose 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.3, 0.5, 0.75, 1, 2.5, 5, 7.5, 10 (seconds)',
    ],
  },
  {
    name: "rule files under the names of Lookout's own",
    values: { prometheus: { ruleFiles: ["lookout-slo-00.yml", "lookout/own.yml"] } },
    files: { "lookout-slo-00.yml": "groups: []", "lookout/own.yml": "groups: []" },
    problems: [
      'lookout:prometheus.ruleFiles[0]: "lookout-slo-00.yml" becomes the file lookout-slo-00.yml; names that begin with lookout- are those of Lookout\'s own rules: rename it',
      'lookout:prometheus.ruleFiles[1]: "lookout/own.yml" becomes the file lookout-own.yml; names that begin with lookout- are those of Lookout\'s own rules: rename it',
    ],
  },
];
