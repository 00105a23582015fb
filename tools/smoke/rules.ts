import type { Config } from "../../config/config.ts";
import { isObject, type Json, objectsIn } from "../../config/dashboards/json.ts";
import { ruleGroups } from "../../provisioning/alerting/rule-groups.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Access } from "../grafana/access.ts";
import { get, refusal } from "../grafana/api.ts";
import { CheckError, type Checklist, type Step } from "./checklist.ts";
import { type Clock, startClock, until } from "./clock.ts";
import { ask, saidBy } from "./web.ts";

const PATIENCE_MILLISECONDS = 30_000;
/** How many are named. */
const MOST = 3;

/**
 * Every rule that the stack provisions into Grafana is there, and none failed when it was last evaluated.
 * Source: https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/ and
 * https://github.com/grafana/grafana/blob/v12.4.0/pkg/services/ngalert/api/prometheus/api_prometheus.go
 */
export function grafanaRuleCheck(list: Checklist, config: Config, login: Step<Access>, clock: Clock): void {
  const wanted = ruleGroups(config).flatMap(({ rules }) => rules.map(({ name, uid }) => ({ name, uid })));
  const todo = "Grafana's page Alerting → Alert rules shows each with its error";
  list.step("grafana", "no alert rule is in error", [login], todo, async (access) => {
    const answer = await get(
      "/api/prometheus/grafana/api/v1/rules",
      access,
      clock.patience(PATIENCE_MILLISECONDS),
    );
    if (answer.status !== 200)
      throw new ToolError(refusal(answer, "the alert rules", access, "the role Viewer"));
    const there = rulesIn(answer.content);
    const uids = new Set(there.map((each) => each["uid"]));
    const missing = wanted.filter(({ uid }) => !uids.has(uid));
    if (missing.length > 0)
      throw new CheckError(
        `Grafana lacks ${missing.length} of ${wanted.length} alert rules: ${few(missing.map(({ name }) => name))}`,
        "deploy the stack again: `pulumi up --refresh --run-program`",
      );
    const ours = new Set(wanted.map(({ uid }) => uid as unknown));
    return judged(there.filter((each) => ours.has(each["uid"])));
  });
}

/**
 * No rule of Prometheus failed when it was last evaluated: what SLOs record, and the alerts where it is the engine.
 * Source: https://prometheus.io/docs/prometheus/latest/querying/api/#rules
 */
export function prometheusRuleCheck(list: Checklist, ready: Step<string>, clock: Clock): void {
  const todo = "Prometheus' page Status → Rule health shows each with its error";
  list.step("prometheus", "no rule is in error", [ready], todo, async (url) => {
    return judged(rulesIn(await tell(`${url}/api/v1/rules`, clock)));
  });
}

const DISCOVERY_MILLISECONDS = 12_000;

/**
 * Prometheus hands its alerts to Alertmanager.
 * Source: https://prometheus.io/docs/prometheus/latest/querying/api/#alertmanagers
 */
export function alertmanagerCheck(list: Checklist, ready: Step<string>, clock: Clock): void {
  const todo = "Prometheus' page Status → Service discovery shows whom it looks for";
  list.step("prometheus", "finds Alertmanager", [ready], todo, async (url) => {
    // Not at once after a start: what discovery finds is handed over every five seconds.
    const active = await until(startClock(clock.patience(DISCOVERY_MILLISECONDS)), async () => {
      const content = await tell(`${url}/api/v1/alertmanagers`, clock);
      const data = isObject(content) ? content["data"] : undefined;
      const found = objectsIn(isObject(data) ? data["activeAlertmanagers"] : []);
      return found.length === 0 ? undefined : found.length;
    });
    if (active === undefined) throw new ToolError("it knows no Alertmanager: alerts go nowhere");
    return { says: `${active} of them`, value: undefined };
  });
}

/** @throws ToolError for what is no answer of Prometheus' API. */
async function tell(url: string, clock: Clock): Promise<unknown> {
  const answer = await ask(url, clock);
  try {
    if (answer.status === 200) return JSON.parse(answer.text);
  } catch {
    // Said below.
  }
  throw new ToolError(`what answers at ${url} is not Prometheus' API: ${saidBy(answer)}`);
}

function rulesIn(content: unknown): readonly Json[] {
  const data = isObject(content) && isObject(content["data"]) ? content["data"] : {};
  return objectsIn(data["groups"]).flatMap(({ rules }) => objectsIn(rules));
}

/** Both tell of a rule's health in the same words: ok, err or error, unknown before the first evaluation, nodata. */
function judged(rules: readonly Json[]) {
  const failed = rules.filter(({ health }) => health === "err" || health === "error");
  if (failed.length === 0) return { says: `${rules.length} rules`, value: undefined };
  const first = failed[0]?.["lastError"];
  const why = typeof first === "string" && first !== "" ? `; the first says: ${oneLine(first)}` : "";
  throw new ToolError(
    `${failed.length} of ${rules.length} rules fail: ${few(failed.map(({ name }) => String(name)))}${why}`,
  );
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, " ").slice(0, 200);

function few(names: readonly string[]): string {
  const more = names.length > MOST ? ` and ${names.length - MOST} more` : "";
  return `${names.slice(0, MOST).join(", ")}${more}`;
}
