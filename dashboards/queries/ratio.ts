/**
 * A share of what happens: nothing where nothing happens, 0 where nothing of that kind does.
 *
 * @param part a sum by some labels, which is missing until the first time.
 * @param whole the sum by the same labels.
 */
export function ratio(part: string, whole: string): string {
  return `(${part} or 0 * ${whole}) / (${whole} > 0)`;
}

/** How often a counter grows a second; of another time by an `offset`. */
export const perSecond = (series: string, offset = "") => `rate(${series}[$__rate_interval]${offset})`;

/** How often it grew, whole: for bars as long as a step. */
export const grown = (series: string, offset = "") => `increase(${series}[$__rate_interval]${offset})`;

/**
 * The same of a counter that is not there before its first event, as one of losses: what it begins with has happened too, and
 * neither `rate` nor `increase` sees it.
 */
export const perSecondFromFirst = (series: string) =>
  `((${begun(series)}) / $__rate_interval_ms * 1000 or ${perSecond(series)})`;

export const grownFromFirst = (series: string) => `(${begun(series)} or ${grown(series)})`;

/** Of counters that were not there an interval ago. */
const begun = (series: string) => `${series} unless ${series} offset $__rate_interval`;

/** The largest at each moment: what comes and goes makes more lines than that. */
export const top = (most: number, query: string) => `topk(${most}, ${query})`;
