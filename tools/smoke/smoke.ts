import type { Config } from "../../config/config.ts";
import { datasources } from "../../provisioning/datasources/index.ts";
import { ToolError } from "../call/tool-error.ts";
import { readStackConfig } from "../forward/stack.ts";
import type { Access, Environment } from "../grafana/access.ts";
import { get, refusal } from "../grafana/api.ts";
import type { EndpointName } from "../reach/endpoints.ts";
import { credentials } from "../reach/grafana.ts";
import { type Reached, reach } from "../reach/reach.ts";
import { arrivalChecks } from "./arrival.ts";
import { parseCall, USAGE } from "./call.ts";
import { Checklist, type Row, type Step } from "./checklist.ts";
import { type Clock, startClock } from "./clock.ts";
import { correlationChecks } from "./correlations.ts";
import { type Datasource, healthCheck, readDatasources } from "./datasources.ts";
import { linkChecks } from "./links.ts";
import { readyChecks } from "./ready.ts";
import { toJson, toText } from "./report.ts";
import { alertmanagerCheck, grafanaRuleCheck, prometheusRuleCheck } from "./rules.ts";
import { type Signals, signals } from "./signals.ts";

/** What came of a call. */
export interface Smoked {
  /** 0 when all is well, 1 when something is not, 2 for what the caller has to mend. */
  readonly status: 0 | 1 | 2;
  readonly text: string;
}

/** Checks a running stack, by the stack files of the project that this process works in. */
export async function smoke(args: readonly string[], environment: Environment): Promise<Smoked> {
  try {
    const call = parseCall(args);
    if (call === undefined) return { status: 0, text: USAGE };
    const config = readStackConfig(call.stack, environment["PULUMI_STACK"]);
    const authorization = await credentials(config, environment);
    const addresses = { ...environment, ...(call.url !== undefined && { GRAFANA_URL: call.url }) };
    const started = performance.now();
    const sent = signals(Date.now(), config);
    const clock = startClock((call.timeout?.seconds ?? usualSeconds(config)) * 1000);
    const rows = await check(config, addresses, authorization, sent, clock);
    const ok = rows.every(({ result }) => result === "ok");
    const seconds = Math.round((performance.now() - started) / 1000);
    const text = call.json ? toJson(config.stack, rows, sent) : toText(config.stack, rows, sent, seconds);
    return { status: ok ? 0 : 1, text };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { status: 2, text: error.message };
  }
}

/**
 * A rate needs two scrapes, the collector hands out span metrics once a scrape interval, and half a minute is for all else. With
 * tail sampling, traces wait for their decision before that.
 */
function usualSeconds({ collector: { sampling }, prometheus: { scrapeInterval } }: Config): number {
  return 30 + 4 * scrapeInterval.seconds + (sampling?.decisionWait.seconds ?? 0);
}

/** Around the signals, since clocks differ and pages look back. */
const AROUND_MILLISECONDS = 900_000;

async function check(
  config: Config,
  addresses: Environment,
  authorization: string,
  sent: Signals,
  clock: Clock,
): Promise<readonly Row[]> {
  const opened = new Map<EndpointName, Promise<Reached>>();
  const way = (name: EndpointName): Promise<Reached> => {
    const known = opened.get(name) ?? reach(name, config, addresses);
    opened.set(name, known);
    return known;
  };
  try {
    const list = new Checklist(clock);
    const ready = readyChecks(list, config, way, clock);
    const login = loginCheck(list, ready.get("grafana")!, authorization, clock);
    const known = list.step("grafana", "tells of its datasources", [login], "", async (access) => {
      const all = await readDatasources(access, clock);
      return { says: [...all.values()].map(({ name }) => name).join(", "), value: all };
    });
    const access = async () => (await login.seen)!.value;
    const wanted = datasources(config);
    const health = new Map<string, Step<Datasource>>(
      wanted.map((each) => [each.uid, healthCheck(list, each, known, access, clock)]),
    );
    const span = () => ({ from: Date.now() - AROUND_MILLISECONDS, to: Date.now() + 60_000 });
    const asking = { access, clock, span };
    const arrived = arrivalChecks(list, sent, (uid) => health.get(uid)!, way, asking);
    linkChecks(list, wanted, known, arrived, asking);
    correlationChecks(list, config, known, arrived, asking);
    const prometheus = ready.get("prometheus")!;
    if (config.alerting.engine === "grafana") grafanaRuleCheck(list, config, login, clock);
    else alertmanagerCheck(list, prometheus, clock);
    prometheusRuleCheck(list, prometheus, clock);
    return await list.rows();
  } finally {
    for (const each of opened.values()) each.then(({ close }) => close()).catch(() => {});
  }
}

/** Grafana knows who asks: any of its pages would do. */
function loginCheck(
  list: Checklist,
  grafana: Step<string>,
  authorization: string,
  clock: Clock,
): Step<Access> {
  return list.step("grafana", "lets us in", [grafana], "", async (url) => {
    const access = { url, authorization };
    const answer = await get("/api/org", access, clock.patience(10_000));
    if (answer.status !== 200)
      throw new ToolError(refusal(answer, "its organisation", access, "the role Viewer"));
    return { says: authorization.startsWith("Basic ") ? "by a password" : "by a token", value: access };
  });
}
