import type { Config } from "../../config/config.ts";
import { type ContactPointData, contactPoints } from "./contact-points.ts";
import { type MessageTemplateData, messageTemplates } from "./message-templates.ts";
import { type MuteTimingData, muteTimings } from "./mute-timings.ts";
import { notificationPolicy, type PolicyTree } from "./notification-policy.ts";
import { type RuleGroupData, ruleGroups } from "./rule-groups.ts";

/** All that Grafana needs to evaluate alerts and to tell of them; nothing where Prometheus is the engine. */
export interface Alerting {
  readonly messageTemplates: readonly MessageTemplateData[];
  readonly contactPoints: readonly ContactPointData[];
  readonly muteTimings: readonly MuteTimingData[];
  readonly notificationPolicy: PolicyTree | undefined;
  readonly ruleGroups: readonly RuleGroupData[];
}

export function alerting(config: Config): Alerting {
  return {
    messageTemplates: messageTemplates(config),
    contactPoints: contactPoints(config),
    muteTimings: muteTimings(config),
    notificationPolicy: notificationPolicy(config),
    ruleGroups: ruleGroups(config),
  };
}
