import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Alert } from "../../model/alert.ts";
import { DASHBOARDS, PANELS } from "../../model/dashboards.ts";
import { grafanaAlert } from "../../rules/grafana-alert.ts";
import { stackAlerts } from "../../rules/index.ts";
import { prometheusAlert } from "../../rules/prometheus-alert.ts";
import { testConfig } from "../config-of.ts";

const RUNBOOKS = "docs/runbooks.md";
const config = (engine: string, more: object = {}) =>
  testConfig({
    grafana: { url: "https://grafana.corp.io/observe/" },
    alertmanager: { replicas: 3 },
    loki: { replicas: 3, storage: { kind: "s3", bucket: "logs" } },
    prometheus: { retention: "30d", remoteWrite: [{ name: "mimir", url: "https://mimir.corp.io/push" }] },
    slos: [{ name: "shop", service: "shop", objective: 99.9, indicator: { kind: "http" }, ...more }],
    alerting: { engine, runbookBaseUrl: `https://github.com/corp/lookout/blob/main/${RUNBOOKS}` },
  });
const ENGINES = ["prometheus", "grafana"] as const;

/** Of both engines, each name once. */
const alerts: readonly Alert[] = [
  ...new Map(
    ENGINES.flatMap((engine) => stackAlerts(config(engine))).map((alert) => [alert.name, alert]),
  ).values(),
];

/** Heading → text below it. */
const sections = new Map(
  readFileSync(RUNBOOKS, "utf8")
    .split(/^## /m)
    .slice(1)
    .map(
      (section) => [section.slice(0, section.indexOf("\n")), section.slice(section.indexOf("\n"))] as const,
    ),
);

/** As readers of Markdown make them. */
const anchors = new Set([...sections.keys()].map((heading) => heading.toLowerCase()));

const annotations = (alert: Alert, engine: (typeof ENGINES)[number]) =>
  engine === "grafana"
    ? grafanaAlert(alert, config(engine)).annotations
    : prometheusAlert(alert, config(engine)).annotations;

describe("the links of alerts", () => {
  it("are of at least 35 alerts, each with a name of its own", () => {
    assert.ok(alerts.length >= 35, `${alerts.length} alerts`);
  });

  for (const engine of ENGINES) {
    it(`lead to a section of the runbooks: ${engine}`, () => {
      for (const alert of alerts) {
        const url = new URL(annotations(alert, engine)["runbook_url"]!);
        assert.equal(url.origin + url.pathname, `https://github.com/corp/lookout/blob/main/${RUNBOOKS}`);
        assert.ok(anchors.has(url.hash.slice(1)), `${alert.name} → ${url.hash}`);
      }
    });

    it(`lead to a panel that its dashboard is to have: ${engine}`, () => {
      for (const alert of alerts) {
        const url = new URL(annotations(alert, engine)["dashboard_url"]!.replaceAll(/\{\{.*?\}\}/g, "x"));
        const [, observe, d, uid] = url.pathname.split("/");
        assert.deepEqual([url.origin, observe, d], ["https://grafana.corp.io", "observe", "d"]);
        const dashboard = Object.entries(DASHBOARDS).find(([, each]) => each === uid)?.[0];
        const panels: Readonly<Record<string, number>> = PANELS[dashboard as keyof typeof PANELS];
        assert.ok(
          Object.values(panels).includes(Number(url.searchParams.get("viewPanel"))),
          `${alert.name}: ${url}`,
        );
      }
    });
  }

  it("lead to an SLO's own runbook where it has one", () => {
    const own = stackAlerts(config("grafana", { runbook: "https://wiki.corp.io/shop#slo" }));
    const burns = own.filter(({ category }) => category === "slo");
    assert.equal(burns.length, 5);
    for (const alert of burns)
      assert.equal(annotations(alert, "grafana")["runbook_url"], "https://wiki.corp.io/shop#slo");
  });

  it("are left out where the stack does not say where its runbooks are", () => {
    const [alert] = stackAlerts(testConfig());
    assert.equal(prometheusAlert(alert!, testConfig()).annotations["runbook_url"], undefined);
  });
});

describe("the runbooks", () => {
  it("have a section for each alert, and no other", () => {
    assert.deepEqual([...sections.keys()].sort(), alerts.map(({ name }) => name).sort());
  });

  for (const [name, text] of sections) {
    it(`${name}: meaning, impact, three checks with what to run, and how to silence it`, () => {
      const parts = text.split(/^\*\*(Meaning|Impact|First checks|Silence)\.\*\*/m);
      assert.deepEqual(
        parts.filter((_, index) => index % 2 === 1),
        ["Meaning", "Impact", "First checks", "Silence"],
      );
      const [, , meaning, , impact, , checks, , silence] = parts;
      assert.ok(meaning!.trim().length > 20 && impact!.trim().length > 10, "says little");
      const numbered = checks!.split(/^\d\. /m).slice(1);
      assert.equal(numbered.length, 3);
      for (const check of numbered) assert.match(check, /^ {3}```(?:promql|logql|sh)\n[\s\S]+?\n {3}```/m);
      // Grafana's alertname is the title, which says more than the name where there are several.
      const titled = alerts.some((alert) => alert.name === name && alert.title !== name);
      assert.ok(silence!.includes(`alertname${titled ? `=~"${name}.*"` : `="${name}"`}`), silence);
    });
  }
});
