import { parse } from "yaml";
import { alertmanagerYml } from "../../systems/alertmanager/config.ts";
import { testConfig } from "../config-of.ts";

export const POINTS = [
  { kind: "pagerduty", name: "oncall" },
  { kind: "slack", name: "platform", channel: "alerts" },
  { kind: "teams", name: "science" },
  { kind: "email", name: "desk", addresses: ["desk@corp.io"] },
];

export const MUTE_TIMINGS = [
  { name: "evenings", from: "18:30", timezone: "Europe/Berlin" },
  { name: "mornings", to: "07:00", timezone: "Europe/Berlin", weekdays: ["saturday", "sunday"] },
  { name: "month-end", daysOfMonth: [1, -1, -31] },
];

/** Text of the configuration of Alertmanager in a stack called `test`, all contact points and mute timings there. */
export function ymlText(alerting: object = {}, environment = "test"): string {
  return alertmanagerYml(
    testConfig({
      environment,
      alerting: { engine: "prometheus", contactPoints: POINTS, muteTimings: MUTE_TIMINGS, ...alerting },
      grafana: { smtp: { host: "mail.corp.io", from: "lookout@corp.io" } },
    }),
  );
}

/** The same, read back. */
export const yml = (...args: Parameters<typeof ymlText>) => parse(ymlText(...args));
