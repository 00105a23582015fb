import { parse } from "yaml";
import { ruleFiles } from "../../rules/index.ts";
import { SLOT_NAMES } from "../../rules/shards.ts";
import { toYaml } from "../../systems/yaml.ts";
import { type ExpressionTest, type InputSeries, type RuleTest, testRules } from "../judges/promtool.ts";
import { CHECKOUT, type Settings, stackOf } from "./slo-config.ts";

/** A stack whose Prometheus evaluates alerts and scrapes every minute, as the series of the tests have a value a minute. */
const STACK = { alerting: { engine: "prometheus" }, prometheus: { scrapeInterval: "1m" } };

const SLOTS = new Set(SLOT_NAMES);

/**
 * Has promtool run the rules of one SLO, as they stand in its rule file, over a service's life. promtool evaluates hours
 * and days at one interval.
 *
 * @param every minutes between evaluations: 1, or 3 as windows of days are in truth, for long lives.
 */
export async function simulate(slo: Settings, tests: readonly RuleTest[], every: 1 | 3 = 1): Promise<void> {
  await testRules(
    rulesOfFiles(slo),
    tests.map((test) => ({ interval: "1m", ...test })),
    {
      evaluation_interval: `${every}m`,
      group_eval_order: [`slo-${CHECKOUT.name}`, `slo-${CHECKOUT.name}:days`],
      fuzzy_compare: true,
    },
  );
}

/** Only the rules that lead to the budget of an SLO over a week, for lives of weeks: all rules would take long. */
export async function simulateBudget(tests: readonly RuleTest[]): Promise<void> {
  const [text = ""] = Object.values(rulesOfFiles({ window: "7d" }));
  const { groups } = parse(text) as { groups: readonly { rules: readonly { record?: string }[] }[] };
  const leading = /:rate3m$|^slo:(?:total|errors):(?:ratio_)?rate7d$|budget/;
  const rules = groups.flatMap((group) => group.rules).filter(({ record }) => leading.test(record ?? ""));
  await testRules(
    { "budget.yml": toYaml({ groups: [{ name: "budget", labels: { slo: CHECKOUT.name }, rules }] }) },
    tests.map((test) => ({ interval: "1m", ...test })),
    { evaluation_interval: "3m" },
  );
}

/** The rule files of the SLO, without that of the catalogue. */
function rulesOfFiles(slo: Settings): Readonly<Record<string, string>> {
  const { files } = ruleFiles(stackOf([slo], STACK));
  const ofSlos = Object.entries(files).filter(([slot]) => SLOTS.has(slot));
  return Object.assign({}, ...ofSlos.map(([, named]) => named));
}

/** Minutes, and what a counter gains in each of them. */
export type Stretch = readonly [minutes: number, gain: number];

/** The values of a counter that gains so much, one a minute and one at the beginning. */
export function counter(stretches: readonly Stretch[], start = 0): string {
  const parts = [String(start)];
  let value = start;
  for (const [minutes, gain] of stretches) {
    parts.push(`${value + gain}+${gain}x${minutes - 1}`);
    value += minutes * gain;
  }
  return parts.join(" ");
}

const COUNT = "http_server_request_duration_seconds_count";

/** Requests to the service that were answered with this status, by one of its pods. */
export function requests(status: string, values: string, pod = "a"): InputSeries {
  const labels = `service_name="${CHECKOUT.service}",pod="${pod}",http_response_status_code="${status}"`;
  return { series: `${COUNT}{${labels}}`, values };
}

/** Pairs of windows. */
type Pair = "1h" | "6h" | "1d" | "3d";
const SEVERITY = { "1h": "page", "6h": "page", "1d": "ticket", "3d": "ticket" } as const;

const FIRING = 'ALERTS{alertname="ErrorBudgetBurn",alertstate="firing"}';
const PAGES = 'ALERTS{alertname="ErrorBudgetBurn",alertstate="firing",severity="page"}';

/** At this minute the alerts of these pairs fire, and no other. */
export function burns(minute: number, ...pairs: readonly Pair[]): ExpressionTest {
  return fires(FIRING, minute, pairs);
}

/** At this minute these pairs page, and no other. */
export function pages(minute: number, ...pairs: readonly Pair[]): ExpressionTest {
  return fires(PAGES, minute, pairs);
}

function fires(what: string, minute: number, pairs: readonly Pair[]): ExpressionTest {
  const exp_samples = pairs.map((window) => ({
    labels: `{severity="${SEVERITY[window]}",window="${window}"}`,
    value: 1,
  }));
  return { expr: `sum by (severity, window) (${what})`, eval_time: `${minute}m`, exp_samples };
}

/** Up to this minute no alert of the budget fired at any time. */
export const quiet = (minute: number) => never(minute, FIRING);

/** Up to this minute nobody was woken. */
export const asleep = (minute: number) => never(minute, PAGES);

/** Up to this minute nobody was told that there is no data. */
export const informed = (minute: number) =>
  never(minute, 'ALERTS{alertname="SLOWithoutData",alertstate="firing"}');

function never(minute: number, what: string): ExpressionTest {
  return { expr: `count_over_time(${what}[${minute + 1}m])`, eval_time: `${minute}m` };
}

/** Values are compared in steps of this: sums of fractions leave dust. */
const EXACT = 1e-9;

/** At this minute the SLO's series has this value; undefined where there must be none. */
export function records(minute: number, record: string, value: number | undefined): ExpressionTest {
  const labels = `{slo="${CHECKOUT.name}"}`;
  // As Prometheus rounds.
  const rounded = (exact: number) => Math.floor(exact * (1 / EXACT) + 0.5) / (1 / EXACT);
  const exp_samples = value === undefined ? [] : [{ labels, value: rounded(value) }];
  return { expr: `round(${record}, ${EXACT})`, eval_time: `${minute}m`, exp_samples };
}
