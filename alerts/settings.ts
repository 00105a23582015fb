import type { Config } from "../config/config.ts";
import type { AlertName } from "../config/schema/alerts.ts";

/** What a stack says of an alert, as the alert has it. */
export function settings(config: Config, name: AlertName) {
  const { for: held, severity, team } = config.alerts[name];
  return { name, title: name, severity, team, for: held } as const;
}
