import type { Config } from "../../config/config.ts";
import { grafanaRuleGroups } from "../../rules/grafana.ts";

/** `grafana/alert-rules/<group>.json`: what Grafana evaluates, where it is the engine. */
export function alertRuleFiles(config: Config): ReadonlyMap<string, string> {
  return new Map(
    grafanaRuleGroups(config).map((group) => [
      `grafana/alert-rules/${group.name}.json`,
      `${JSON.stringify(group, undefined, 2)}\n`,
    ]),
  );
}
