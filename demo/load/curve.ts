/** What is left of the busiest hour's load in the night. */
const NIGHT = 0.15;

/**
 * Load by the time of day, from 0.15 to 1: quiet at night, busy before noon, a dip at lunch, busiest in the afternoon.
 * Days begin at midnight UTC, or as often as a day of `dayMs` begins since then.
 *
 * @param at milliseconds since 1970.
 */
export function loadAt(at: number, dayMs: number): number {
  const hour = ((at % dayMs) / dayMs) * 24;
  const day = 0.85 * hump(hour, 10, 1.8) + hump(hour, 15.5, 2.4);
  return NIGHT + (1 - NIGHT) * Math.min(1, day);
}

/** A bell of height 1 around an hour, also across midnight. */
function hump(hour: number, middle: number, width: number): number {
  const distance = Math.min(Math.abs(hour - middle), 24 - Math.abs(hour - middle));
  return Math.exp(-0.5 * (distance / width) ** 2);
}
