import type { Config } from "../config/config.ts";
import type { Alert } from "../model/alert.ts";
import { DASHBOARDS, PANELS } from "../model/dashboards.ts";
import { WATCHDOG } from "../model/names.ts";

/**
 * Always fires, so that silence is a signal: its receiver raises the alarm when it is no longer told. It has no settings.
 */
export function watchdog(config: Config): readonly Alert[] {
  return [
    {
      name: WATCHDOG,
      title: WATCHDOG,
      category: "notifications",
      severity: "info",
      team: config.alerting.team,
      condition: { all: [{ query: "vector(1)", is: "above", threshold: 0 }] },
      unit: "number",
      summary: "Alerting works",
      description:
        "This alert always fires. Whoever is told of it should raise the alarm when it stops: then rules are not evaluated, or nobody can be told.",
      panel: { dashboard: DASHBOARDS.observabilityStack, panel: PANELS.observabilityStack.notifications },
      // Whatever keeps the query from an answer must silence it.
      onError: "ok",
    },
  ];
}
