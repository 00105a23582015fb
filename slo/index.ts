import type { Config, Slo } from "../config/config.ts";
import type { Alert } from "../model/alert.ts";
import type { RuleGroup } from "../model/rules.ts";
import { sloAlerts } from "./alerts.ts";
import { recordingGroups } from "./recording.ts";

/** Everything that follows from one SLO. */
export interface SloRules {
  readonly slo: Slo;
  /** Recording rules: windows of hours, then of days, which read what the first write. */
  readonly groups: readonly [hours: RuleGroup, days: RuleGroup];
  readonly alerts: readonly Alert[];
}

/** The rules of a stack's SLOs, in the order of its config. */
export function sloRules(config: Config): readonly SloRules[] {
  return config.slos.map((slo) => ({
    slo,
    groups: recordingGroups(slo, config),
    alerts: sloAlerts(slo),
  }));
}
