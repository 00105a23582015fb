import type { Probe, Probes } from "../model/workload.ts";

interface Endpoint {
  readonly port: string;
  readonly path: string;
}

/**
 * Probes that differ in purpose: start-up gives time, readiness reacts within half a minute, liveness restarts only
 * what has hung for a minute.
 *
 * @param startupSeconds the longest start that is still a start: a WAL replay, a migration.
 */
export function probes(live: Endpoint, ready: Endpoint, startupSeconds: number): Probes {
  return {
    startup: probe(live, 5, Math.ceil(startupSeconds / 5)),
    readiness: probe(ready, 10, 3),
    liveness: probe(live, 15, 4),
  };
}

function probe(endpoint: Endpoint, periodSeconds: number, failures: number): Probe {
  return { ...endpoint, periodSeconds, timeoutSeconds: Math.min(5, periodSeconds), failures };
}
