import { setTimeout as sleep } from "node:timers/promises";
import { SERVICES, type ServiceName } from "../names.ts";
import { HttpError } from "../service/http-error.ts";
import type { Before } from "../service/server.ts";

/** What is to go wrong, where, and for how long. */
export interface Disturbance {
  readonly service: ServiceName;
  /** Share of requests that fail, 0 to 1. */
  readonly errorRate: number;
  /** Milliseconds that each request takes longer. */
  readonly latencyMs: number;
  /** Mebibytes that the process holds on to. */
  readonly memoryMb: number;
  readonly seconds: number;
}

/** What one may ask for. Whatever is asked, the demo recovers by itself, and fits into a small container. */
export const CAPS = { latencyMs: 10_000, memoryMb: 256, seconds: 1800 } as const;

/** JSON Schema of what `POST /chaos` takes; what is left out is not disturbed. */
export const DISTURBANCE_SCHEMA = {
  type: "object",
  additionalProperties: false,
  properties: {
    service: { enum: SERVICES, default: "inference-gateway" },
    errorRate: { type: "number", minimum: 0, maximum: 1, default: 0 },
    latencyMs: { type: "integer", minimum: 0, maximum: CAPS.latencyMs, default: 0 },
    memoryMb: { type: "integer", minimum: 0, maximum: CAPS.memoryMb, default: 0 },
    seconds: { type: "integer", minimum: 1, maximum: CAPS.seconds, default: 300 },
  },
} as const;

/** What goes wrong now. */
export type ChaosState =
  | { readonly active: false }
  | (Disturbance & { readonly active: true; readonly until: string });

export interface Chaos {
  /** Takes the place of what went wrong before. */
  start(disturbance: Disturbance): ChaosState;
  reset(): ChaosState;
  state(): ChaosState;
  /** Waits, fails or does nothing, as is asked for this service. */
  before(service: ServiceName): Before;
}

const MEBIBYTE = 1024 * 1024;
const CALM = { active: false } as const;

/** One disturbance at a time; it ends by itself. */
export function chaos(random: () => number = Math.random): Chaos {
  let state: ChaosState = CALM;
  let held: readonly Buffer[] = [];
  let timer: NodeJS.Timeout | undefined;

  function reset(): ChaosState {
    clearTimeout(timer);
    held = [];
    state = CALM;
    return state;
  }

  return {
    start: (disturbance) => {
      reset();
      // Filled, or the system would not give the pages.
      held = Array.from({ length: disturbance.memoryMb }, () => Buffer.alloc(MEBIBYTE, 1));
      const ms = disturbance.seconds * 1000;
      state = {
        active: true,
        ...disturbance,
        memoryMb: held.length,
        until: new Date(Date.now() + ms).toISOString(),
      };
      timer = setTimeout(reset, ms).unref();
      return state;
    },
    reset,
    state: () => state,
    before: (service) => async () => {
      if (!state.active || state.service !== service) return;
      const { errorRate, latencyMs } = state;
      if (latencyMs > 0) await sleep(latencyMs, undefined, { ref: false });
      if (random() < errorRate) throw new HttpError(500, "broken on demand by /chaos");
    },
  };
}
