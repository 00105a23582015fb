import { coloured, type Override } from "./panel.ts";

/** Series that several dashboards draw have one colour on all of them. */

/** Named `p50`, `p95` and `p99`. */
export const PERCENTILE_COLOURS: readonly Override[] = [
  coloured("p50", "blue"),
  coloured("p95", "sky"),
  coloured("p99", "purple"),
];

/** Named by their status, `404`, or by its kind, `4xx`. */
export const STATUS_COLOURS: readonly Override[] = [
  coloured("/^2/", "good"),
  coloured("/^3/", "sky"),
  coloured("/^4/", "warning"),
  coloured("/^5/", "bad"),
];
