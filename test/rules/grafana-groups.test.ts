import assert from "node:assert/strict";
import type { Config } from "../../config/config.ts";
import { CATEGORIES } from "../../model/alert.ts";
import { WATCHDOG } from "../../model/names.ts";
import { grafanaRuleGroups } from "../../rules/grafana.ts";
import type { GrafanaRule } from "../../rules/grafana-alert.ts";
import { stackAlerts } from "../../rules/index.ts";
import { LARGEST_SHARD, SLOT_NAMES } from "../../rules/shards.ts";
import { testConfig } from "../config-of.ts";

/** A stack with this many SLOs, whose names are as long as they may be and differ at their ends. */
function stackOf(count: number, values: Readonly<Record<string, unknown>> = {}): Config {
  const slos = Array.from({ length: count }, (_, index) => ({
    name: `${"predictions-of-the-gateway-".padEnd(46, "x")}${String(index).padStart(4, "0")}`,
    ...{ service: `gateway-${index}`, objective: 99.9, indicator: { kind: "http" } },
  }));
  return testConfig({ prometheus: { retention: "30d" }, slos, ...values });
}

const groupsOf = (count: number, values?: Readonly<Record<string, unknown>>) =>
  grafanaRuleGroups(stackOf(count, values));
const rulesOf = (groups: ReturnType<typeof groupsOf>): readonly GrafanaRule[] =>
  groups.flatMap(({ rules }) => rules);

describe("rules/grafana", () => {
  const thousand = groupsOf(1000);

  it("has nothing where Prometheus is the engine", () =>
    assert.deepEqual(groupsOf(1, { alerting: { engine: "prometheus" } }), []));

  it("has every alert of the stack once", () => {
    const titles = (some: readonly { readonly title: string }[]) => some.map(({ title }) => title).toSorted();
    assert.deepEqual(titles(rulesOf(groupsOf(2))), titles(stackAlerts(stackOf(2))));
  });

  it("has about ten groups: one a category, and one of SLOs while they are few", () => {
    const names = groupsOf(3).map(({ name }) => name);
    const known: readonly string[] = [SLOT_NAMES[0]!, ...CATEGORIES];
    assert.deepEqual(
      names,
      known.filter((name) => names.includes(name)),
    );
    assert.ok(names.length >= 8 && names.length <= 12, names.join(", "));
  });

  it("evaluates once a minute: a multiple of ten seconds, or Grafana refuses the group", () => {
    assert.deepEqual([...new Set(thousand.map(({ interval }) => interval))], [60]);
  });

  it("divides a thousand SLOs into groups that can be written at once", () => {
    assert.equal(new Set(thousand.map(({ name }) => name)).size, thousand.length);
    for (const group of thousand) {
      assert.ok(Buffer.byteLength(JSON.stringify(group.rules)) <= LARGEST_SHARD + 1024, group.name);
      assert.ok(group.rules.length <= 200, group.name);
    }
  });

  it("keeps all alerts of an SLO in one group", () => {
    const places = new Map<string, Set<string>>();
    for (const { name, rules } of thousand)
      for (const { title } of rules) {
        const [slo] = /predictions-\S+/.exec(title) ?? [];
        if (slo !== undefined) places.set(slo, (places.get(slo) ?? new Set()).add(name));
      }
    assert.equal(places.size, 1000);
    for (const [slo, names] of places) assert.equal(names.size, 1, slo);
  });

  it("gives each rule an id that Grafana takes and no other rule has", () => {
    const rules = rulesOf(thousand);
    for (const { uid } of rules) assert.match(uid, /^[a-z0-9-]{1,40}$/);
    assert.equal(new Set(rules.map(({ uid }) => uid)).size, rules.length);
  });

  it("keeps a rule's id when other alerts come and go", () => {
    const ids = (count: number) => new Map(rulesOf(groupsOf(count)).map(({ title, uid }) => [title, uid]));
    const more = ids(5);
    for (const [title, uid] of ids(2)) assert.equal(more.get(title), uid);
  });

  it("gives each rule a title of its own that Grafana takes: at most 190 bytes", () => {
    const titles = rulesOf(thousand).map(({ title }) => title);
    for (const title of titles) assert.ok(Buffer.byteLength(title) <= 190, title);
    assert.equal(new Set(titles).size, titles.length);
  });

  it("is silent when Prometheus is away, but for the one alert that says so", () => {
    const other = rulesOf(groupsOf(1)).filter(({ execErrState }) => execErrState !== "KeepLast");
    assert.deepEqual(
      other.map(({ execErrState, noDataState, title }) => [title, execErrState, noDataState]),
      [
        ["PrometheusUnreachable", "Alerting", "Alerting"],
        // The heartbeat must fall silent.
        [WATCHDOG, "OK", "OK"],
      ],
    );
  });
});
