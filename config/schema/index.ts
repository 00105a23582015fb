import { z } from "zod";
import { alerting } from "./alerting.ts";
import { alertmanager } from "./alertmanager.ts";
import { alerts } from "./alerts.ts";
import { agent, collector, exporters } from "./collector.ts";
import { dashboards } from "./dashboards.ts";
import { demo } from "./demo.ts";
import { grafana } from "./grafana.ts";
import { jaeger } from "./jaeger.ts";
import { loki } from "./loki.ts";
import { metrics } from "./metrics.ts";
import { network } from "./network.ts";
import { prometheus } from "./prometheus.ts";
import { slos } from "./slos.ts";
import { target } from "./target.ts";
import { projectFile, resources } from "./types.ts";

const name = (what: string) =>
  z
    .string()
    .regex(/^[a-zA-Z0-9][\w.-]{0,62}$/, {
      error: "is not a name: letters, digits, dots, dashes and underscores",
    })
    .optional()
    .describe(what);

/** What a stack may say under `lookout:`. Defaults live here and, where they follow from `size`, in `sizes.ts`. */
export const stackSchema = z.strictObject({
  environment: name("Value of the `environment` label on everything. The stack's name."),
  cluster: name("Value of the `cluster` label on everything. The stack's name."),
  size: z
    .enum(["small", "medium", "large"])
    .default("small")
    .describe("Preset of requests, limits and volumes. Each can be overridden a system."),
  target,
  prometheus,
  slos,
  sloFiles: z
    .array(projectFile())
    .default([])
    .describe(
      "Files of more SLOs, relative to the project: YAML, a list as under `slos`. For more than a few hundred, which Pulumi cannot hand over in a stack file.",
    ),
  alerting,
  alerts,
  alertmanager,
  loki,
  jaeger,
  collector,
  agent,
  grafana,
  dashboards,
  exporters,
  kubeStateMetrics: z.strictObject({ resources: resources() }).prefault({}).describe("kube-state-metrics."),
  nodeExporter: z.strictObject({ resources: resources() }).prefault({}).describe("node-exporter."),
  network,
  metrics,
  demo,
});

/** As the schema reads it: parsed and with defaults, but for those that follow from other settings. */
export type StackConfig = z.output<typeof stackSchema>;
