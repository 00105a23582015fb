import { type DestinationStream, type Logger, multistream, pino, stdTimeFunctions } from "pino";
import type { LoggerName } from "../names.ts";
import type { LogLevel } from "../settings.ts";

/**
 * A service's logger: one JSON object a line, with the service's name, the level as a word, and beside the text whatever
 * a line adds (`trace_id`, `span_id`, `request_id`, …).
 */
export function logging(service: LoggerName, level: LogLevel, to: readonly DestinationStream[]): Logger {
  return pino(
    {
      level,
      base: { service_name: service },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    multistream(to.map((stream) => ({ stream, level: "trace" }))),
  );
}
