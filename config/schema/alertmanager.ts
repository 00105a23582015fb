import { z } from "zod";
import { duration, replicas, resources, volume } from "./types.ts";

export const alertmanager = z
  .strictObject({
    replicas: replicas()
      .default(1)
      .describe("Replicas that gossip. Deployed with `alerting.engine: prometheus` only."),
    retention: duration().prefault("5d").describe("How long silences and notification state are kept."),
    volume: volume(),
    resources: resources(),
  })
  .prefault({})
  .describe("Alertmanager, with `alerting.engine: prometheus`.");
