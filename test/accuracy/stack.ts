import type { Config } from "../../config/config.ts";
import { ruleFiles } from "../../rules/index.ts";
import { testConfig } from "../config-of.ts";
import { type RecordingGroup, recordingGroups } from "./rule-passes.ts";
import type { Traffic } from "./traffic.ts";

/** Of every SLO here, percent. */
export const OBJECTIVE = 99.9;

/** A stack with an SLO of each service's availability. */
export function stackOf(traffics: readonly Traffic[]): Config {
  return testConfig({
    alerting: { engine: "prometheus" },
    prometheus: { retention: "31d" },
    slos: traffics.map(({ name }) => ({
      name,
      service: name,
      objective: OBJECTIVE,
      indicator: { kind: "http" },
    })),
  });
}

/** Texts of the rule files of a stack's SLOs. */
export function sloRuleFiles(config: Config): readonly string[] {
  return Object.entries(ruleFiles(config).files)
    .filter(([slot]) => slot.startsWith("slo-"))
    .flatMap(([, files]) => Object.values(files));
}

/** The recording rules of a stack's SLOs, exactly as Prometheus is given them. */
export function recordingGroupsOf(config: Config): readonly RecordingGroup[] {
  const interval = config.prometheus.scrapeInterval.text;
  return sloRuleFiles(config).flatMap((text) => recordingGroups(text, interval));
}
