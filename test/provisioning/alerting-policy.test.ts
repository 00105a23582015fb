import assert from "node:assert/strict";
import { NOBODY } from "../../model/names.ts";
import { alerting as alertingPlain } from "../../provisioning/alerting/index.ts";
import { notificationPolicy } from "../../provisioning/alerting/notification-policy.ts";
import { stackAlerts } from "../../rules/index.ts";
import { alertingConfig, BEATS } from "./alerting-of.ts";
import { byAlertmanager, byGrafana, type Labels, type Verdict } from "./trees.ts";

const ROUTES = {
  page: "oncall",
  ticket: "desk",
  mute: { page: ["month-end"], ticket: ["evenings", "mornings"] },
  specific: [
    { severity: "ticket", team: "science", to: "science", mute: ["evenings"] },
    { team: "web", to: "platform" },
    { severity: "ticket", environment: "staging", to: "oncall" },
    { severity: "info", environment: "prod", to: "hook" },
  ],
};

/** What the trees are to be compared by: environment, and settings of alerting. */
const STACKS: readonly (readonly [string, object, string])[] = [
  ["all there is, in prod", { routes: ROUTES, runbookBaseUrl: "https://git.corp.io/runbooks.md" }, "prod"],
  ["all there is, in staging", { routes: ROUTES }, "staging"],
  ["groups at times of their own", { routes: ROUTES, groupWait: "5s", groupInterval: "90s" }, "test"],
  ["contact points without routes", {}, "test"],
  ["nobody to tell", { contactPoints: [], muteTimings: [] }, "test"],
  ["a heartbeat alone", { contactPoints: BEATS.slice(0, 1), muteTimings: [] }, "test"],
  ["one route that takes all", { routes: { specific: [{ environment: "test", to: "desk" }] } }, "test"],
];

/** An alert as each engine labels it. */
interface Case {
  readonly alertmanager: Labels;
  readonly grafana: Labels;
}

const same = (labels: Labels): Case => ({ alertmanager: labels, grafana: labels });

/** Every alert of the stack, for a few things and of each severity and team that a route may name, and some of nobody's. */
function cases(config: ReturnType<typeof alertingConfig>): readonly Case[] {
  const common = { cluster: "eu-1", environment: config.environment };
  const own = stackAlerts(config).flatMap(({ category, labels = {}, name, severity, team, title }) => {
    // Their series say which it is, as their titles do.
    const slo = category === "slo" ? { slo: title.split(" ")[1]! } : {};
    const all = { ...common, ...labels, ...slo, severity, team };
    return [all, { ...all, namespace: "ml" }].map((each) => ({
      alertmanager: { ...each, alertname: name },
      grafana: { ...each, alertname: title, grafana_folder: "Any" },
    }));
  });
  const others = ["page", "ticket", "info", "critical", undefined].flatMap((severity) =>
    ["science", "web", "platform", undefined].flatMap((team) =>
      ["Mine", "WatchdogOfMine", "ErrorBudgetBurnt", "Watchdog"].map((alertname) =>
        same({ ...common, alertname, ...(severity && { severity }), ...(team && { team }) }),
      ),
    ),
  );
  return [...own, ...others];
}

const groupOf = (verdicts: readonly Verdict[]) => verdicts.map(({ group }) => group).join();
const withoutGroup = (verdicts: readonly Verdict[]) => verdicts.map(({ group: _, ...rest }) => rest);

describe("provisioning/alerting: the notification policy", () => {
  for (const [what, alerting, environment] of STACKS) {
    const config = alertingConfig(alerting, { environment });
    const all = cases(config);

    it(`tells whom Alertmanager would tell, as often, and is silent when it would be: ${what}`, () => {
      assert.ok(all.length > 150, `${all.length}`);
      for (const { alertmanager, grafana } of all) {
        assert.deepEqual(
          withoutGroup(byGrafana(config, grafana)),
          withoutGroup(byAlertmanager(config, alertmanager)),
          JSON.stringify(grafana),
        );
      }
    });

    it(`tells together what Alertmanager would tell together: ${what}`, () => {
      const somebody = all.filter(({ alertmanager }) =>
        byAlertmanager(config, alertmanager).some(({ to }) => to !== NOBODY),
      );
      assert.equal(somebody.length > 60, "routes" in alerting);
      const groups = somebody.map(({ alertmanager, grafana }) => [
        groupOf(byAlertmanager(config, alertmanager)),
        groupOf(byGrafana(config, grafana)),
      ]);
      // One to one: there are as many of each as there are pairs.
      const pairs = new Set(groups.map((pair) => pair.join("|"))).size;
      assert.equal(new Set(groups.map(([group]) => group)).size, pairs);
      assert.equal(new Set(groups.map(([, group]) => group)).size, pairs);
    });
  }

  const [[, all]] = STACKS as readonly [(typeof STACKS)[number], ...typeof STACKS];
  const prod = alertingConfig(all, { environment: "prod" });
  const told = (labels: Labels) =>
    byGrafana(prod, labels).map(({ mute, repeat, to }) => [to, repeat, ...mute]);

  it("leads the first route that matches, and no other", () => {
    assert.deepEqual(told({ alertname: "A", severity: "page" }), [["oncall", "4h", "month-end"]]);
    assert.deepEqual(told({ alertname: "A", severity: "page", team: "web" }), [["platform", "4h"]]);
    assert.deepEqual(told({ alertname: "A", severity: "ticket", team: "web" }), [["platform", "1d"]]);
    assert.deepEqual(told({ alertname: "A", severity: "info" }), [["hook", "1d"]]);
    assert.deepEqual(told({ alertname: "A", severity: "ticket" }), [["desk", "1d", "evenings", "mornings"]]);
    assert.deepEqual(told({ alertname: "A" }), [["nobody", "1d"]]);
  });

  it("is silent for the SLOs' alerts when it is for the others: no policy takes over mute timings", () => {
    const burn = { alertname: "ErrorBudgetBurn gateway-availability 1h", severity: "page" };
    assert.deepEqual(told(burn), [["oncall", "4h", "month-end"]]);
  });

  it("keeps every heartbeat beating by the Watchdog alone, each at its own pace", () => {
    const watchdog = byGrafana(prod, { alertname: "Watchdog", severity: "info", team: "web" });
    assert.deepEqual(
      watchdog.map(({ interval, repeat, to, wait }) => [to, wait, interval, repeat]),
      [
        ["beat", "0s", "1m", "30s"],
        ["second-beat", "0s", "45s", "22s500ms"],
      ],
    );
  });

  it("begins with Grafana's own contact point that tells nobody, the only one there always is", () => {
    for (const [, alerting, environment] of STACKS)
      assert.equal(notificationPolicy(alertingConfig(alerting, { environment }))?.contactPoint, "empty");
  });

  it("names contact points and mute timings that there are", () => {
    for (const [, alerting, environment] of STACKS) {
      const data = alertingPlain(alertingConfig(alerting, { environment }));
      const text = JSON.stringify(data.notificationPolicy);
      const named = (key: string) =>
        [...text.matchAll(new RegExp(`"${key}":("[^"]*"|\\[[^\\]]*\\])`, "g"))].flatMap(
          ([, value]): string[] => [JSON.parse(value!)].flat(),
        );
      const points = ["empty", ...data.contactPoints.map(({ name }) => name)];
      for (const name of named("contactPoint")) assert.ok(points.includes(name), name);
      const timings = data.muteTimings.map(({ name }) => name);
      for (const name of named("muteTimings")) assert.ok(timings.includes(name), name);
    }
  });
});
