import type { Config } from "../../config/config.ts";
import { goDuration } from "../../model/duration.ts";

/** Memory of a trace that waits for its decision: some ten spans. */
const TRACE_BYTES = 30 * 1024;

/** Part of the memory limit for traces that wait. */
const WAITING_SHARE = 0.25;

type Sampling = NonNullable<Config["collector"]["sampling"]>;

/**
 * Decides on whole traces: those with an error and slow ones are kept, of the others a share.
 * Source: https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/processor/tailsamplingprocessor
 */
export function tailSampling(sampling: Sampling, { collector: { resources } }: Config): object {
  const traces = Math.floor((resources.memoryLimit.bytes * WAITING_SHARE) / TRACE_BYTES);
  return {
    decision_wait: goDuration(sampling.decisionWait),
    // Beyond, the oldest waiting trace is dropped.
    num_traces: traces,
    // Spans that come later follow the decision on their trace, long after it has left memory.
    decision_cache: { sampled_cache_size: traces * 10, non_sampled_cache_size: traces * 10 },
    // A trace is kept when one of them says so.
    policies: [
      { name: "errors", type: "status_code", status_code: { status_codes: ["ERROR"] } },
      {
        name: "slow",
        type: "latency",
        latency: { threshold_ms: Math.round(sampling.slowerThan.seconds * 1000) },
      },
      ...(sampling.share > 0
        ? [
            {
              name: "share",
              type: "probabilistic",
              probabilistic: { sampling_percentage: sampling.share },
            },
          ]
        : []),
    ],
  };
}
