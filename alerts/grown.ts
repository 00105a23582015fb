/**
 * How much counters grew within a window (`10m`), that a first event is counted too: many are not there before it, and
 * `increase` sees only what a series grows by after its first sample. What begins while its target is scraped has happened
 * since; what comes along with the target, as all does after an outage of Prometheus, may be of any age.
 */
export function grownFromFirst(series: string, window: string): string {
  const begun = `${series} unless ${series} offset ${window}`;
  return `(${begun} and on (job, instance) up offset ${window} or increase(${series}[${window}]))`;
}
