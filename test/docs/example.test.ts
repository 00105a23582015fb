import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { checkPromql } from "../../config/promql.ts";
import { testConfig } from "../config-of.ts";
import { unknownNames } from "../known-series.ts";
import { readPage, toPage } from "./page.ts";

const read = (path: string) => readFileSync(path, "utf8");

// Followed to its end once, with all tests: here, that it still fits the files it changes.
describe("the example of CONTRIBUTING.md", () => {
  const { fences } = readPage("CONTRIBUTING.md");
  const [schema, line, type, definition, alertCase, series, ...more] = fences
    .filter(({ language }) => language === "ts")
    .map(({ text }) => text);
  const alerts = read("alerts/jupyterhub.ts");

  it("is all there, and of an alert that is not there", () => {
    assert.ok(series !== undefined && more.length === 0);
    assert.doesNotMatch(read("docs/runbooks.md"), /^## HubSlow$/m);
  });

  it("changes the type that is there, by one name", () =>
    assert.ok(alerts.includes(type!.replace(' | "HubSlow"', "").trim()), type));

  it("calls what is there", () => {
    assert.match(line!, /^ {4}hubSlow\(config\),$/m);
    assert.match(alerts, /^ {4}spawnsSlow\(config\),$/m);
    for (const [text, name] of [
      [alerts, "function about(config: Config, name: HubAlert, panel: number)"],
      [read("config/schema/alerts/jupyterhub.ts"), "import { alert, amount,"],
      [read("model/dashboards.ts"), "hubUp:"],
      [read("test/alerts/cases/jupyterhub.ts"), 'const labels = { namespace: "hub" };'],
    ] as const)
      assert.ok(text.includes(name), name);
    assert.match(schema!, /^ {2}HubSlow: alert\(/);
  });

  it("says the same in its definition and in its case", () => {
    const description = /description:\s+"(.+)"/.exec(definition!)![1]!;
    const summary = /summary: "(.+)"/.exec(definition!)![1]!;
    const filled = (text: string) => text.replace("{namespace}", "hub").replace("{value}", "9.75s");
    assert.ok(alertCase!.includes(filled(description)), filled(description));
    assert.ok(alertCase!.includes(filled(summary)), filled(summary));
  });

  it("asks for what the hub and the kubelet expose", () => {
    const runbook = fences.find(({ language }) => language === "markdown")!.text;
    const queries = toPage("docs/runbooks.md", runbook).fences.map(({ text }) => text.trim());
    assert.equal(queries.length, 3);
    for (const query of queries) assert.equal(checkPromql(query, { scalars: true }), undefined);
    assert.deepEqual(
      queries.flatMap((query) => unknownNames(query, testConfig())),
      [],
    );
  });
});
