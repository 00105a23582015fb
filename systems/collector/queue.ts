import { type Bytes, share } from "../../model/quantity.ts";
import type { Resources } from "../../model/workload.ts";

/**
 * Largest message, bytes: below the 4 MiB that a gRPC server takes unless told otherwise. A larger one would be
 * refused for good.
 */
const MESSAGE_BYTES = 3 * 2 ** 20;

/** Of a full queue, measured as OTLP. In memory the same data is two to four times as large. */
const QUEUE_SHARE = 0.08;

/** How much the queue of one exporter may hold: all that a process has fit below its memory limiter. */
export function queueSize({ memoryLimit }: Resources): Bytes {
  return share(memoryLimit, QUEUE_SHARE);
}

/**
 * A bounded queue with batches. When it is full its pipeline gets an error and passes that on to the sender; at
 * shutdown it is emptied.
 * Source: https://github.com/open-telemetry/opentelemetry-collector/tree/main/exporter/exporterhelper
 */
export function sendingQueue(size: Bytes): object {
  return {
    enabled: true,
    sizer: "bytes",
    queue_size: size.bytes,
    num_consumers: 10,
    batch: { flush_timeout: "1s", min_size: MESSAGE_BYTES / 4, max_size: MESSAGE_BYTES },
  };
}

/** Retries with growing pauses. `0s` in all means: until it works. */
export function retry(altogether: string): object {
  return { enabled: true, initial_interval: "1s", max_interval: "30s", max_elapsed_time: altogether };
}
