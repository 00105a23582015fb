import { z } from "zod";
import { duration, replicas, resources } from "./types.ts";

const sampling = z.strictObject({
  share: z
    .number()
    .min(0, { error: "is not a share: write a number of percent from 0 to 100" })
    .max(100, { error: "is not a share: write a number of percent from 0 to 100" })
    .default(10)
    .describe("Percent kept of the traces that are neither slow nor in error."),
  slowerThan: duration().prefault("1s").describe("Traces that last longer are all kept."),
  decisionWait: duration()
    .prefault("10s")
    .describe("From a trace's first span to the decision; spans wait in memory."),
});

export const collector = z
  .strictObject({
    replicas: replicas()
      .default(1)
      .describe("Replicas of the gateway, and of the sampling tier where there is one."),
    sampling: sampling
      .optional()
      .describe("Tail sampling. Left out: every trace is kept. Traces with an error always are."),
    resources: resources(),
  })
  .prefault({})
  .describe("The OpenTelemetry gateway.");

export const agent = z
  .strictObject({ resources: resources() })
  .prefault({})
  .describe("The OpenTelemetry agent that reads container logs on each node.");

export const exporters = z
  .strictObject({
    kubeStateMetrics: z.boolean().default(true).describe("State of the cluster's objects."),
    nodeExporter: z
      .boolean()
      .default(true)
      .describe("Metrics of each node. One stack a cluster: it takes a host port."),
    cadvisor: z.boolean().default(true).describe("Metrics of each container and of the kubelet."),
    nodeLogs: z
      .boolean()
      .default(true)
      .describe("Logs of each container. One stack a cluster, or lines come twice."),
  })
  .prefault({})
  .describe("What is collected from the cluster itself. On Docker nothing is.");
