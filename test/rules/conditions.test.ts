import assert from "node:assert/strict";
import { checkPromql } from "../../config/promql.ts";
import { filtering, numbering } from "../../rules/conditions.ts";
import { groupsText, ruleFile } from "../../rules/rule-file.ts";
import { requireJudge } from "../judges/judge.ts";
import { type ExpressionTest, type RuleTest, testRules } from "../judges/promtool.ts";
import type { ConditionCase, Fired } from "./condition-case.ts";
import { CONDITION_CASES } from "./condition-cases.ts";

describe("rules/conditions", () => {
  for (const { condition, filtering: expected, name, numbering: expectedNumber } of CONDITION_CASES) {
    it(`for Prometheus: ${name}`, () => {
      assert.equal(filtering(condition), expected);
      assert.equal(checkPromql(expected), undefined);
    });

    if (!("absent" in condition))
      it(`for Grafana: ${name}`, () => {
        const expected = expectedNumber ?? condition.all[0].query;
        assert.equal(numbering(condition.all), expected);
        assert.equal(checkPromql(expected), undefined);
      });
  }

  it("fire as they should, by Prometheus", async function () {
    requireJudge.call(this, "promtool");
    const rules = CONDITION_CASES.map(({ condition }, index) => ({
      alert: alertOf(index),
      expr: filtering(condition),
      labels: {},
      annotations: { value: "{{ $value }}" },
    }));
    await testRules(
      { "cases.yml": ruleFile([groupsText([{ name: "cases", rules }])]) },
      CONDITION_CASES.map(verdict),
    );
  });

  it("mean the same by the number that Grafana compares, by Prometheus", async function () {
    requireJudge.call(this, "promtool");
    await testRules({}, CONDITION_CASES.flatMap(sameNumber));
  });
});

describe("rules/conditions: the cases", () => {
  it("have names of their own", () => {
    const names = CONDITION_CASES.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
  });

  it("share no metric, so that one server can hold them all", () => {
    const owners = new Map<string, string>();
    for (const each of CONDITION_CASES) {
      const metrics = new Set(
        `${filtering(each.condition)} ${Object.keys(each.series).join(" ")}`.match(/case_\w+/g),
      );
      for (const metric of metrics) {
        assert.equal(owners.get(metric), undefined, `${metric}: ${each.name}`);
        owners.set(metric, each.name);
      }
    }
  });
});

const alertOf = (index: number) => `Case${index}`;

function verdict({ fires, name, series }: ConditionCase, index: number): RuleTest {
  const exp_alerts = fires.map(({ labels, value }) => ({
    exp_labels: labels,
    exp_annotations: { value: written(value) },
  }));
  return {
    name,
    input_series: inputOf(series),
    alert_rule_test: [{ eval_time: "0m", alertname: alertOf(index), exp_alerts }],
  };
}

/** The first comparison, made with that number, holds for what fires, which has the value. */
function sameNumber({ condition, fires, name, series }: ConditionCase): readonly RuleTest[] {
  if ("absent" in condition) return [];
  const all = [{ ...condition.all[0], query: `(${numbering(condition.all)}) * 1` }] as const;
  const exp_samples = fires.map((each) => ({ labels: labelsOf(each), value: each.value }));
  const promql_expr_test: readonly ExpressionTest[] = [
    { expr: filtering({ all }), eval_time: "0m", exp_samples },
  ];
  return [{ name, input_series: inputOf(series), promql_expr_test }];
}

function inputOf(series: ConditionCase["series"]) {
  return Object.entries(series).map(([name, value]) => ({ series: name, values: written(value) }));
}

function labelsOf({ labels }: Fired): string {
  return `{${Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(",")}}`;
}

/** As Go writes a number. */
function written(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  return String(value).replace(/e([+-])(\d)$/, "e$10$2");
}
