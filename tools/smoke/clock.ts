import { setTimeout as sleep } from "node:timers/promises";
import { ToolError } from "../call/tool-error.ts";

/** The time that a run has, all together. */
export interface Clock {
  /** Milliseconds until its end; 0 behind it. */
  readonly left: () => number;
  /** How long one request may take, in milliseconds: what is asked for, but not beyond the end. */
  readonly patience: (milliseconds: number) => number;
}

export function startClock(milliseconds: number): Clock {
  const end = performance.now() + milliseconds;
  const left = () => Math.max(0, end - performance.now());
  return { left, patience: (asked) => Math.max(1, Math.min(asked, Math.ceil(left()))) };
}

const PAUSE_MILLISECONDS = 1_000;

/** A failure that may pass: Jaeger's datasource has one for every trace that is not there yet. */
export class PassingError extends ToolError {}

/**
 * Looks again and again until something is there.
 *
 * @returns undefined when it was not there by the end.
 * @throws ToolError the last PassingError where there were such until the end; any other at once.
 */
export async function until<T>(clock: Clock, look: () => Promise<T | undefined>): Promise<T | undefined> {
  for (;;) {
    // The checks that build on this one want a moment too.
    const isLast = clock.left() <= PAUSE_MILLISECONDS;
    try {
      const found = await look();
      if (found !== undefined || isLast) return found;
    } catch (error) {
      if (isLast || !(error instanceof PassingError)) throw error;
    }
    await sleep(PAUSE_MILLISECONDS);
  }
}
