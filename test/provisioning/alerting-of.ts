import type { Config } from "../../config/config.ts";
import { testConfig } from "../config-of.ts";
import { MUTE_TIMINGS, POINTS } from "../systems/alertmanager-of.ts";

export const BEATS = [
  { kind: "heartbeat", name: "beat" },
  { kind: "heartbeat", name: "second-beat", interval: "45s" },
];
export const HOOK = { kind: "webhook", name: "hook", url: "https://hooks.corp.io/alerts" };

const SLOS = ["gateway", "shop"].map((service) => ({
  ...{ name: `${service}-availability`, service, objective: 99.5, indicator: { kind: "http" } },
}));

/** A stack with two SLOs, all kinds of contact points and mute timings. */
export function alertingConfig(alerting: object = {}, values: object = {}): Config {
  return testConfig({
    ...{ cluster: "eu-1", environment: "test", slos: SLOS },
    grafana: { url: "https://grafana.corp.io/", smtp: { host: "mail.corp.io", from: "lookout@corp.io" } },
    ...values,
    alerting: {
      ...{ engine: "grafana", contactPoints: [...POINTS, HOOK, ...BEATS], muteTimings: MUTE_TIMINGS },
      ...alerting,
    },
  });
}
