import assert from "node:assert/strict";
import { join } from "node:path";
import { parse } from "yaml";
import { toYaml } from "../../systems/yaml.ts";
import { type JudgeOptions, runJudge } from "./judge.ts";
import { type Files, inTemporaryFolder, writeFiles } from "./temporary.ts";

/**
 * One test of promtool's, with promtool's own field names; durations are in Prometheus' notation.
 * https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
 */
export interface RuleTest {
  /** Said when it fails. */
  readonly name: string;
  /** Between two values of the input series. Absent: the evaluation interval. */
  readonly interval?: string;
  readonly input_series: readonly InputSeries[];
  readonly alert_rule_test?: readonly AlertTest[];
  readonly promql_expr_test?: readonly ExpressionTest[];
  /** Seen by templates as `$externalLabels`; not added to alerts. */
  readonly external_labels?: Readonly<Record<string, string>>;
  /** Time of the first value, as seconds since 1970 or RFC 3339. Absent: 1970. */
  readonly start_timestamp?: number | string;
}

export interface InputSeries {
  /** `name{label="value"}` */
  readonly series: string;
  /** `0+10x60` is 0, 10, … 600 (61 values); `_` is none, `stale` ends the series. */
  readonly values: string;
}

/** Which alerts of this name fire at a moment: exactly these. */
export interface AlertTest {
  /** After the first value. */
  readonly eval_time: string;
  readonly alertname: string;
  /** Absent or empty: none fires. */
  readonly exp_alerts?: readonly ExpectedAlert[];
}

export interface ExpectedAlert {
  /** All labels but `alertname`. */
  readonly exp_labels?: Readonly<Record<string, string>>;
  /** All annotations, their templates filled in. */
  readonly exp_annotations?: Readonly<Record<string, string>>;
}

/** What an expression returns at a moment: exactly these samples. */
export interface ExpressionTest {
  readonly expr: string;
  /** After the first value. */
  readonly eval_time: string;
  /** Absent or empty: nothing. NaN equals nothing, itself neither. */
  readonly exp_samples?: readonly ExpectedSample[];
}

export interface ExpectedSample {
  /** `name{label="value"}`, or `{}` */
  readonly labels: string;
  readonly value: number;
}

export interface RuleTestOptions extends Pick<JudgeOptions, "timeoutMs"> {
  /** How often all rules are evaluated: promtool disregards the intervals of groups. `1m` by default. */
  readonly evaluation_interval?: string;
  /** Names of groups, in the order in which they are evaluated; otherwise it is chance. */
  readonly group_eval_order?: readonly string[];
  /** Takes neighbouring floating-point numbers for equal; false by default. */
  readonly fuzzy_compare?: boolean;
}

/**
 * Has promtool run the tests over the rule files. Rejects with what promtool said when it refuses; also when there is
 * nothing to decide, for promtool is content with a test that checks nothing, or that says of an alert which no file
 * defines that it does not fire.
 */
export async function testRules(
  rules: Files,
  tests: readonly RuleTest[],
  { timeoutMs, ...settings }: RuleTestOptions = {},
): Promise<void> {
  refuseHollow(rules, tests);
  await inTemporaryFolder(async (folder) => {
    writeFiles(join(folder, "rules"), rules);
    const rule_files = Object.keys(rules).map((name) => `rules/${name}`);
    writeFiles(folder, { "tests.yaml": toYaml({ rule_files, ...settings, tests }) });
    const { status, stdout, stderr } = await runJudge("promtool", ["test", "rules", "tests.yaml"], {
      directory: folder,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    assert.ok(status === 0, `promtool test rules:\n${stdout}${stderr}`);
  });
}

function refuseHollow(rules: Files, tests: readonly RuleTest[]): void {
  assert.ok(tests.length > 0, "no test given");
  const alerts = new Set(Object.values(rules).flatMap(alertsOf));
  for (const { name, alert_rule_test = [], promql_expr_test = [] } of tests) {
    assert.ok(alert_rule_test.length + promql_expr_test.length > 0, `test "${name}" checks nothing`);
    for (const { alertname } of alert_rule_test) {
      assert.ok(alerts.has(alertname), `test "${name}": no rule file defines the alert ${alertname}`);
    }
  }
}

function alertsOf(content: string): readonly string[] {
  const { groups } = parse(content) as { groups?: { rules?: { alert?: string }[] }[] };
  return (groups ?? []).flatMap(({ rules = [] }) => rules.flatMap(({ alert }) => alert ?? []));
}
