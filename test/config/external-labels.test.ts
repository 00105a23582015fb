import assert from "node:assert/strict";
import { ConfigError } from "../../config/problem.ts";
import { labelsIn } from "../../config/promql.ts";
import { stackAlerts } from "../../rules/index.ts";
import { testConfig } from "../config-of.ts";
import { yml } from "../systems/alertmanager-of.ts";

/** Every alert there is. */
const config = testConfig({
  loki: { replicas: 3, storage: { kind: "s3", bucket: "logs" } },
  prometheus: { remoteWrite: [{ name: "mimir", url: "https://mimir.corp.io/push" }] },
  slos: [{ name: "shop", service: "shop", objective: 99.9, indicator: { kind: "http" } }],
});

/** All texts within a value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function isRefused(label: string): boolean {
  try {
    testConfig({ prometheus: { externalLabels: { [label]: "a" } } });
    return false;
  } catch (error) {
    if (error instanceof ConfigError) return true;
    throw error;
  }
}

describe("config: external labels", () => {
  const accepted = (labels: readonly string[]) => [...new Set(labels)].filter((label) => !isRefused(label));

  it("are none by which an alert tells things apart", () => {
    const labels = stackAlerts(config).flatMap(({ condition, labels = {} }) => [
      ...Object.keys(labels),
      ...textsIn(condition).flatMap(labelsIn),
    ]);
    assert.ok(labels.length > 100);
    assert.deepEqual(accepted(labels), []);
  });

  it("are none that an alert's texts name", () => {
    const labels = stackAlerts(config).flatMap(({ description, summary }) =>
      [...`${summary} ${description}`.matchAll(/\{(\w+)\}/g)].flatMap(([, name = ""]) =>
        name === "value" ? [] : [name],
      ),
    );
    assert.ok(labels.length > 100);
    assert.deepEqual(accepted(labels), []);
  });

  it("are none by which Alertmanager groups, inhibits or leads", () => {
    const { inhibit_rules, route } = yml();
    const labels: readonly string[] = [
      ...route.group_by,
      ...inhibit_rules.flatMap(({ equal }: { readonly equal: readonly string[] }) => equal),
      ...["severity", "team", "slo", "node", "job"],
    ];
    assert.deepEqual(accepted(labels), []);
  });

  it("may be any others", () =>
    assert.deepEqual(accepted(["region", "zone", "org"]), ["region", "zone", "org"]));
});
