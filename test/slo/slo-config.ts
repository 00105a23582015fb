import assert from "node:assert/strict";
import type { Config } from "../../config/config.ts";
import type { Alert } from "../../model/alert.ts";
import type { RecordingRule } from "../../model/rules.ts";
import { type SloRules, sloRules } from "../../slo/index.ts";
import { testConfig } from "../config-of.ts";

/** As a stack file says them. */
export type Settings = Readonly<Record<string, unknown>>;

/** An SLO of a stack file, and what it says where a test says nothing else. */
export const CHECKOUT = {
  name: "checkout",
  service: "shop",
  objective: 99.9,
  indicator: { kind: "http" },
} as const;

/** A stack of these SLOs, with retention for every window. */
export function stackOf(slos: readonly Settings[], { prometheus, ...values }: Settings = {}): Config {
  return testConfig({
    prometheus: { retention: "90d", ...(prometheus as Settings | undefined) },
    ...values,
    slos: slos.map((slo) => ({ ...CHECKOUT, ...slo })),
  });
}

/** What follows from the one SLO of a stack. */
export function rulesOf(slo: Settings, values?: Settings): SloRules {
  const [rules, ...others] = sloRules(stackOf([slo], values));
  assert.ok(rules !== undefined && others.length === 0);
  return rules;
}

/** All recording rules of the SLO, in the order in which they are evaluated, with the labels of their groups. */
export function recordings({ groups }: SloRules): readonly Required<RecordingRule>[] {
  return groups.flatMap(({ labels, rules }) =>
    rules.flatMap((rule) => ("record" in rule ? [{ ...rule, labels: { ...labels, ...rule.labels } }] : [])),
  );
}

/** The query behind a series of the SLO. */
export function exprOf(rules: SloRules, record: string): string {
  const found = recordings(rules).filter((rule) => rule.record === record);
  assert.equal(found.length, 1, `${record} is recorded ${found.length} times`);
  return found[0]!.expr;
}

/** The alert of a pair, by its longer window. */
export function burnAlert({ alerts }: SloRules, window: string): Alert | undefined {
  return alerts.find((alert) => alert.name === "ErrorBudgetBurn" && alert.labels?.["window"] === window);
}

/** The alert for when nobody knows. */
export function noDataAlert({ alerts }: SloRules): Alert {
  return alerts.find((alert) => alert.name === "SLOWithoutData")!;
}
