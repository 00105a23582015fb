import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { catalogue } from "../alerts/index.ts";
import type { Config } from "../config/config.ts";
import { checkPromql, withWindow } from "../config/promql.ts";
import type { Condition } from "../model/alert.ts";
import { grafanaRuleGroups } from "../rules/grafana.ts";
import { ruleFiles } from "../rules/index.ts";
import { previewStack, stackFiles } from "../tools/preview/stacks.ts";
import { testConfig } from "./config-of.ts";
import { unknownNames } from "./known-series.ts";

/** Where an expression stands → the expression. */
type Expressions = ReadonlyMap<string, string>;

/** Both engines, with everything on. */
const VARIANTS: readonly Config[] = ["prometheus", "grafana"].map((engine) =>
  testConfig({
    alerting: { engine },
    prometheus: { retention: "90d", remoteWrite: [{ name: "mimir", url: "https://mimir.example.com/push" }] },
    alertmanager: { replicas: 3 },
    loki: { replicas: 3, storage: { kind: "s3", bucket: "logs" } },
    slos: [
      { kind: "http", route: "/v1/predict", errors: ["5xx", "429"] },
      { kind: "latency", threshold: 1 },
      { kind: "spans" },
      { kind: "spans", threshold: "300ms", operation: "GET /" },
      { kind: "query", total: "sum(rate(up[window]))", good: "sum(rate(up[window] offset 1m))" },
    ].map((indicator, index) => ({
      name: `slo-${index}`,
      service: "shop",
      objective: 99.9,
      window: "90d",
      indicator,
    })),
  }),
);

describe("every PromQL of the repository", () => {
  it("parses: rules and alerts of every stack and of both engines", async () => {
    const stacks: Config[] = [];
    for (const path of stackFiles().values()) stacks.push((await previewStack(path)).config);
    for (const config of [...stacks, ...VARIANTS]) assertParses(rendered(config));
  });

  it("parses: documents and the users' rule files of tests", () => {
    const documents = ["README.md", ...readdirSync("docs").map((file) => `docs/${file}`)].filter((file) =>
      file.endsWith(".md"),
    );
    const found = new Map(documents.flatMap((file) => [...blocks(file)]));
    assert.ok(found.size >= 80, `only ${found.size} expressions in the documents`);
    assertParses(found);
    assertParses(inRuleFile("own.rules.yaml", readFileSync("test/judged/own.rules.yaml", "utf8")));
  });

  it("reads metrics and labels that something is known to expose: alerts and runbooks", () => {
    const queries = VARIANTS.flatMap((config) =>
      catalogue(config).flatMap(({ condition, name }) =>
        conditionQueries(condition).map((query) => [name, query] as const),
      ),
    );
    const unknown = [...queries, ...blocks("docs/runbooks.md")].flatMap(([where, text]) =>
      unknownNames(text, VARIANTS[0]!).map((name) => `${where}: ${name}`),
    );
    assert.deepEqual([...new Set(unknown)], []);
  });

  it("takes off metrics' names where an alert compares: Grafana would show them as labels", () => {
    const kept = VARIANTS.flatMap(catalogue).filter(({ condition }) => {
      if ("absent" in condition || condition.all.length > 1) return false;
      const bare = condition.all[0].query.replaceAll(/\{[^{}]*\}/g, "");
      return /^\(*[a-z_:][a-z0-9_:]*\)*(?:$| (?:and|or|unless|==|!=|[<>]=?) (?!bool))/.test(bare);
    });
    assert.deepEqual(
      kept.map(({ name }) => name),
      [],
    );
  });
});

function assertParses(expressions: Expressions): void {
  const wrong = [...expressions].flatMap(([where, text]) => {
    const problem = checkPromql(withWindow(text, "5m"), { scalars: true });
    return problem === undefined ? [] : [`${where}: ${text}: ${problem}`];
  });
  assert.deepEqual(wrong, []);
}

function rendered(config: Config): Expressions {
  const files = Object.values(ruleFiles(config).files).flatMap((some) => Object.entries(some));
  const grafana = grafanaRuleGroups(config).flatMap(({ rules }) =>
    rules.flatMap(({ data, title }) =>
      data.flatMap(({ model, refId }) =>
        typeof model["expr"] === "string" ? [[`${title} ${refId}`, model["expr"]] as const] : [],
      ),
    ),
  );
  return new Map([...files.flatMap(([name, content]) => [...inRuleFile(name, content)]), ...grafana]);
}

interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly { readonly expr: string }[] }[];
}

function inRuleFile(file: string, content: string): Expressions {
  const { groups } = parse(content) as RuleFile;
  return new Map(
    groups.flatMap(({ name, rules }) => rules.map(({ expr }, index) => [`${file} ${name} ${index}`, expr])),
  );
}

/** What stands in fenced blocks of PromQL. */
function blocks(file: string): Expressions {
  const text = readFileSync(file, "utf8");
  return new Map(
    [...text.matchAll(/```promql\n([\s\S]*?)```/g)].map(([, query], index) => [
      `${file} block ${index}`,
      query!.trim(),
    ]),
  );
}

function conditionQueries(condition: Condition): readonly string[] {
  return "absent" in condition ? [condition.absent] : condition.all.map(({ query }) => query);
}
