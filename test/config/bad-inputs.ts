import { accessRules } from "./bad-inputs/access-rules.ts";
import { addresses } from "./bad-inputs/addresses.ts";
import { alerting } from "./bad-inputs/alerting.ts";
import { alerts } from "./bad-inputs/alerts.ts";
import { amounts } from "./bad-inputs/amounts.ts";
import type { BadInput } from "./bad-inputs/bad-input.ts";
import { capacityRules } from "./bad-inputs/capacity-rules.ts";
import { dashboardFiles } from "./bad-inputs/dashboard-files.ts";
import { dashboardInputs } from "./bad-inputs/dashboards.ts";
import { datasourceInputs } from "./bad-inputs/datasources.ts";
import { demo } from "./bad-inputs/demo.ts";
import { docker } from "./bad-inputs/docker.ts";
import { grafanaAccess } from "./bad-inputs/grafana-access.ts";
import { kinds } from "./bad-inputs/kinds.ts";
import { ruleFiles } from "./bad-inputs/rule-files.ts";
import { secrets } from "./bad-inputs/secrets.ts";
import { several } from "./bad-inputs/several.ts";
import { shape } from "./bad-inputs/shape.ts";
import { slos } from "./bad-inputs/slos.ts";
import { values } from "./bad-inputs/values.ts";

/** Every wrong stack file that is tested, by what is wrong with it. */
export const BAD_INPUTS: Readonly<Record<string, readonly BadInput[]>> = {
  amounts,
  addresses,
  values,
  shape,
  kinds,
  "capacity rules": capacityRules,
  "what Docker cannot run": docker,
  demo,
  "access rules": accessRules,
  dashboards: dashboardInputs,
  "files of dashboards": dashboardFiles,
  "datasources of the stack's own": datasourceInputs,
  "access to Grafana's content": grafanaAccess,
  alerting,
  alerts,
  secrets,
  "rule files": ruleFiles,
  slos,
  "several mistakes": several,
};
