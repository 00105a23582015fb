import type { WorkloadName } from "../model/names.ts";
import type { Config } from "./config.ts";

/**
 * Whether sampling needs a tier of its own: with several gateways the spans of a trace meet in none of them, and one
 * process has to see a whole trace to decide on it.
 */
export function needsSampler({ collector: { replicas, sampling } }: Config): boolean {
  return sampling !== undefined && replicas > 1;
}

/** The collectors that hand spans to Jaeger. */
export function lastTier(config: Config): WorkloadName {
  return needsSampler(config) ? "collector-sampler" : "collector";
}
