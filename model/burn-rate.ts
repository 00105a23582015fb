import type { Severity } from "./alert.ts";
import type { Duration } from "./duration.ts";
import { duration } from "./duration.ts";

/**
 * A pair of windows in which an error budget burns too fast: the long one says that it matters, the short one that it
 * still goes on.
 * Source: https://sre.google/workbook/alerting-on-slos/ (multiwindow, multi-burn-rate alerts)
 */
export interface BurnRatePair {
  readonly severity: Extract<Severity, "page" | "ticket">;
  readonly long: Duration;
  readonly short: Duration;
  /** Fires above this many times the rate that would use up exactly the budget in the SLO's window. */
  readonly factor: number;
}

/** The pairs, with the share of the whole budget that is gone when the long window has burnt at the factor. */
const PAIRS = [
  { severity: "page", long: duration("1h"), short: duration("5m"), share: 0.02 },
  { severity: "page", long: duration("6h"), short: duration("30m"), share: 0.05 },
  { severity: "ticket", long: duration("1d"), short: duration("2h"), share: 0.1 },
  { severity: "ticket", long: duration("3d"), short: duration("6h"), share: 0.1 },
] as const;

/** An objective in percent as the share of events that may be errors: 99.9 → 0.001. */
export function errorBudget(objective: number): number {
  // To ten digits: 100 - 99.9 is not quite 0.1.
  return Number(((100 - objective) / 100).toPrecision(10));
}

/**
 * The pairs of an SLO's window, factors scaled to it: 14.4, 6, 3 and 1 for 30 days. Below 1 the budget lasts, whatever
 * the share says: with short windows a ticket waits for a factor of 1.
 */
export function burnRatePairs(window: Duration): readonly BurnRatePair[] {
  return PAIRS.map(({ share, ...pair }) => {
    const factor = Number(((share * window.seconds) / pair.long.seconds).toPrecision(6));
    return { ...pair, factor: Math.max(1, factor) };
  });
}

/** Whether a pair can fire at all: no more than every event can be an error. */
export function canFire({ factor }: BurnRatePair, objective: number): boolean {
  return factor * errorBudget(objective) < 1;
}
