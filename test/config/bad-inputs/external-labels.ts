import type { BadInput } from "./bad-input.ts";

/** The last is the service's, as the stack below has it. */
const TAKEN = { slo: "a", alertname: "b", severity: "c", node: "d", route: "e", app: "f" };

/** External labels whose names are taken. */
export const externalLabels: readonly BadInput[] = [
  {
    name: "labels that Lookout sets",
    values: { prometheus: { externalLabels: { cluster: "a", environment: "b", replica: "c" } } },
    problems: [
      'lookout:prometheus.externalLabels.cluster: "a" is set by Lookout: set lookout:cluster instead',
      'lookout:prometheus.externalLabels.environment: "b" is set by Lookout: set lookout:environment instead',
      'lookout:prometheus.externalLabels.replica: "c" is set by Lookout, to each replica\'s own name: choose another label',
    ],
  },
  {
    name: "external labels that alerts and series have",
    values: {
      metrics: { labels: { service: "app" } },
      prometheus: {
        externalLabels: { ...TAKEN, region: "g" },
      },
    },
    problems: Object.entries(TAKEN).map(
      ([label, value]) =>
        `lookout:prometheus.externalLabels.${label}: "${value}" is a label of Lookout's own alerts and series: choose another name`,
    ),
  },
];
