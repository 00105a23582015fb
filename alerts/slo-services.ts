import type { Config, Slo } from "../config/config.ts";

/** What an SLO can say of a whole service: a promise on one route or operation leaves the others unguarded. */
type Promised = "availability" | "latency" | "any";

/**
 * A matcher for the series of services that have a name and no such SLO. Those are guarded by the SLO's own alerts.
 */
export function withoutSlo(promise: Promised, { metrics, slos }: Config): string {
  const label = metrics.labels.service;
  const services = new Set(slos.filter((slo) => promises(slo, promise)).map(({ service }) => service));
  const [first, ...others] = [...services].sort();
  if (first === undefined) return `${label}!=""`;
  if (others.length === 0) return `${label}!="",${label}!=${JSON.stringify(first)}`;
  return `${label}!="",${label}!~${JSON.stringify([first, ...others].map(literal).join("|"))}`;
}

function promises({ indicator }: Slo, promise: Promised): boolean {
  if (promise === "any") return true;
  switch (indicator.kind) {
    case "http":
      // Errors of other kinds alone, such as 429, say nothing of the server's own.
      return promise === "availability" && indicator.route === undefined && indicator.errors.includes("5xx");
    case "latency":
      return promise === "latency" && indicator.route === undefined;
    case "spans":
      return (
        indicator.operation === undefined &&
        promise === (indicator.threshold === undefined ? "availability" : "latency")
      );
    case "query":
      return false;
  }
}

/** As a regular expression that matches nothing else. */
function literal(text: string): string {
  return text.replaceAll(/[.*+?^$()[\]|]/g, "\\$&");
}
