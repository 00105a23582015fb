import type { Config } from "../config/config.ts";
import type { Alert } from "../model/alert.ts";
import { collector } from "./traces/collector.ts";
import { jaeger } from "./traces/jaeger.ts";

/** The way of traces from the services to Jaeger's storage. The collectors on it carry logs and metrics too. */
export function traces(config: Config): readonly Alert[] {
  return [...collector(config), ...jaeger(config)];
}
