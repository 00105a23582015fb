import type { Slo } from "../config/config.ts";
import { type BurnRatePair, burnRatePairs, canFire } from "../model/burn-rate.ts";

/** An SLO's pairs of windows. */
export interface BurnRates {
  readonly pairs: readonly BurnRatePair[];
  /** Those that cannot fire: even with nothing but errors the budget does not burn that fast. */
  readonly leftOut: readonly BurnRatePair[];
}

export function burnRates({ objective, window }: Slo): BurnRates {
  const all = burnRatePairs(window);
  return {
    pairs: all.filter((pair) => canFire(pair, objective)),
    leftOut: all.filter((pair) => !canFire(pair, objective)),
  };
}
