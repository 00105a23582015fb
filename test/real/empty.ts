/**
 * Queries that may give nothing on a stack that is well and was just started: `<dashboard> → <panel> → <query>` → why. Any
 * other must give something.
 */
export const MAY_BE_EMPTY: Readonly<Record<string, string>> = {
  "observability-stack → Targets → B": "shows targets of others that are down, of which there are none",
  "observability-stack → Log lines → B":
    "counts what Loki refuses; restart.test.ts makes it refuse, and asks the same query",
  "observability-stack → Rule evaluations that fail → C": "tells of a configuration that was refused",
  "observability-stack → Lost by collectors → A": "has no series before something was given up",
  "observability-stack → Lost by collectors → B":
    "has no series before a queue was full; restart.test.ts fills one, and asks the same query",
  "observability-stack → Jaeger's storage → D": "has no series before a request to the storage failed",
  "observability-stack → Notifications → B": "shows notifications that failed",
  "observability-stack → Notifications → C": "shows alerts that Alertmanager did not take",
  "observability-stack → Since old lines were deleted → A":
    "begins with the compactor's first run, ten minutes after its start",
  "hub-usage → Starts of servers → B": "shows starts that failed: one in a hundred, and maybe none yet",
  "service-map → Slowest recent traces → A": "searches Jaeger, which no Go module holds",
  "service-map → Recent traces with errors → A": "searches Jaeger, which no Go module holds",
  "incident-timeline → Failed traces → A": "searches Jaeger, which no Go module holds",
};
