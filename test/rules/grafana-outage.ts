import assert from "node:assert/strict";
import type { Alert } from "../../model/alert.ts";
import { duration } from "../../model/duration.ts";
import type { RecordingRule } from "../../model/rules.ts";
import { testConfig } from "../config-of.ts";
import { above } from "./condition-case.ts";
import { exactRule, recorded, testAlert } from "./grafana-alerts.ts";
import { evaluated, healthy, NOWHERE, until, withPair } from "./grafana-pair.ts";
import type { GrafanaAddress, TestGrafana } from "./grafana-server.ts";

/** What an alert is while Prometheus can be asked, and while it cannot. */
interface Outage {
  readonly alert: Alert;
  readonly usually: "Alerting" | "Normal" | "Pending";
  /** Absent: nothing changes. */
  readonly away?: "Alerting" | "Normal";
}

const outageSeries: readonly RecordingRule[] = [
  recorded('case_there{pod="a"}', 5),
  recorded('case_also{pod="a"}', 5),
];

const there = (threshold: number) => above("case_there", threshold);
const alert = (name: string, rest: Parameters<typeof testAlert>[1]) => testAlert(name, rest, 1);

/** By their names. */
const outageAlerts: Readonly<Record<string, Outage>> = {
  Absent: { alert: alert("Absent", { condition: { absent: 'case_none{pod="a"}' } }), usually: "Alerting" },
  Compound: {
    alert: alert("Compound", { condition: { all: [there(4), above("case_also", 4)] } }),
    usually: "Alerting",
  },
  Empty: { alert: alert("Empty", { condition: { all: [above("case_none", 4)] } }), usually: "Normal" },
  Held: {
    alert: alert("Held", { condition: { all: [there(4)] }, for: duration("1h") }),
    usually: "Pending",
  },
  Quiet: { alert: alert("Quiet", { condition: { all: [there(6)] } }), usually: "Normal" },
  Single: { alert: alert("Single", { condition: { all: [there(4)] } }), usually: "Alerting" },
  /** The one that says that Prometheus is away. */
  Tells: {
    alert: alert("Tells", { condition: { all: [there(6)] }, onError: "alerting", onNoData: "alerting" }),
    usually: "Normal",
    away: "Alerting",
  },
  /** There is nothing that it could speak of, and it says so. */
  TellsOfNothing: {
    alert: alert("TellsOfNothing", { condition: { all: [above("case_none", 6)] }, onNoData: "alerting" }),
    usually: "Alerting",
  },
  /** The heartbeat. */
  Watches: {
    alert: alert("Watches", { condition: { all: [above("vector(1)", 0)] }, onError: "ok" }),
    usually: "Alerting",
    away: "Normal",
  },
};

const config = testConfig();

/** A Prometheus that is away for a while resolves nothing, and nothing fires but what says that it is away. */
export async function keepWhatWasSaid(server: GrafanaAddress): Promise<void> {
  await withPair(
    server,
    () => [{ name: "series", rules: outageSeries }],
    async ({ grafana, prometheus }) => {
      await evaluated(prometheus);
      const rules = Object.values(outageAlerts).map(({ alert }) => exactRule(alert, config));
      await grafana.load("outage", rules);
      await healthy(grafana);
      const before = await said(grafana);
      assert.deepEqual(Object.keys(before), Object.keys(outageAlerts).toSorted());
      for (const [name, { usually }] of Object.entries(outageAlerts))
        assert.equal(before[name]?.state, usually, name);

      await grafana.readFrom(NOWHERE);
      const failed = (all: Said) => Object.values(all).every(({ reason }) => reason.includes("Error"));
      const during = await until(() => said(grafana), failed, "every query fails");
      for (const [name, { away, usually }] of Object.entries(outageAlerts))
        assert.equal(during[name]?.state, away ?? usually, `${name}, while Prometheus is away`);

      await grafana.readFrom(prometheus.url);
      const works = (all: Said) => Object.values(all).every(({ reason }) => !reason.includes("Error"));
      const after = await until(() => said(grafana), works, "every query works");
      for (const [name, { usually }] of Object.entries(outageAlerts)) {
        assert.equal(after[name]?.state, usually, `${name}, when Prometheus is back`);
        // Whoever was told is not told again: it is the same firing as before.
        const kept = outageAlerts[name]?.away === undefined;
        if (kept) assert.equal(after[name]?.activeAt, before[name]?.activeAt, `${name} began anew`);
      }
    },
  );
}

type Said = Readonly<
  Record<string, { readonly state: string; readonly reason: string; readonly activeAt: string }>
>;

/** What Grafana says of each rule; the rules of an outage have one set of labels each. */
async function said(grafana: TestGrafana): Promise<Said> {
  const all = (await grafana.states()).map(({ alerts, title }) => {
    assert.ok(alerts.length <= 1, `${title} has ${alerts.length} sets of labels`);
    const [{ activeAt = "", annotations = {}, state = "" } = {}] = alerts;
    assert.doesNotMatch(JSON.stringify(annotations), /\{\{/, title);
    const [, word = "", reason = ""] = /^(\w*)(?: \((.*)\))?$/.exec(state)!;
    return [title, { state: word, reason, activeAt }] as const;
  });
  return Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
