import { alertingRules } from "./alerting.ts";
import { alertRules } from "./alerts.ts";
import { capacityRules } from "./capacity.ts";
import { dashboardRules } from "./dashboards.ts";
import { datasourceRules } from "./datasources.ts";
import { demoRules } from "./demo.ts";
import { dockerRules } from "./docker.ts";
import { grafanaRules } from "./grafana.ts";
import { grafanaAccessRules } from "./grafana-access.ts";
import { nameRules } from "./names.ts";
import { retentionRules } from "./retention.ts";
import type { Rule } from "./rule.ts";
import { ruleFileRules } from "./rule-files.ts";
import { sloRules } from "./slos.ts";
import { targetRules } from "./target.ts";

export const RULES: readonly Rule[] = [
  ...targetRules,
  ...dockerRules,
  ...demoRules,
  ...capacityRules,
  ...retentionRules,
  ...grafanaRules,
  ...grafanaAccessRules,
  ...dashboardRules,
  ...datasourceRules,
  ...nameRules,
  ...ruleFileRules,
  ...alertingRules,
  ...sloRules,
  ...alertRules,
];
