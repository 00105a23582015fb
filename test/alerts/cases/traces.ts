import type { AlertCase } from "../alert-case.ts";
import { collectorCases } from "./traces/collector.ts";
import { jaegerCases } from "./traces/jaeger.ts";

export const traceCases: readonly AlertCase[] = [...collectorCases, ...jaegerCases];
