import assert from "node:assert/strict";
import { changedContent } from "../changed.ts";
import { runStack } from "../program.ts";

const SLO = { name: "checkout", service: "shop", objective: 99.9, indicator: { kind: "http" } };

/** Each against the default stack: the settings, and all in Grafana that they may touch. */
const CHANGES: readonly {
  readonly title: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly changes: readonly string[];
}[] = [
  { title: "loki.retention", settings: { loki: { retention: "30d" } }, changes: [] },
  { title: "grafana.volume", settings: { grafana: { volume: "4Gi" } }, changes: [] },
  {
    title: "grafana.weekStart",
    settings: { grafana: { weekStart: "sunday" } },
    changes: ["OrganizationPreferences preferences"],
  },
  {
    title: "grafana.tokens",
    settings: { grafana: { tokens: { rotateBefore: "10d" } } },
    changes: ["ServiceAccountRotatingToken token-ci", "ServiceAccountRotatingToken token-usage-report"],
  },
  {
    title: "prometheus.scrapeInterval",
    settings: { prometheus: { scrapeInterval: "15s" } },
    changes: ["DataSource datasource-prometheus"],
  },
  {
    title: "an alert that is turned off",
    settings: { alerts: { SpawnsSlow: { enabled: false } } },
    changes: ["RuleGroup rule-group-jupyterhub"],
  },
  {
    title: "a contact point and its route",
    settings: {
      alerting: {
        contactPoints: [{ kind: "webhook", name: "bot", url: "https://bot.corp.io/alerts" }],
        routes: { ticket: "bot" },
      },
    },
    changes: ["+ ContactPoint contact-point-bot", "NotificationPolicy notification-policy"],
  },
  {
    title: "an own datasource",
    settings: {
      grafana: { datasources: [{ uid: "books", name: "Books", type: "postgres", url: "db.corp.io:5432" }] },
    },
    changes: ["+ DataSource datasource-books"],
  },
];

describe("what is inside Grafana: changing one setting changes only what it should", () => {
  for (const { changes, settings, title } of CHANGES) {
    it(title, async () => {
      assert.deepEqual(changedContent(await runStack(), await runStack(settings)), changes);
    });
  }

  it("one SLO more, beside those that there are: the rules of SLOs, and the numbers that count them", async () => {
    const before = await runStack({ slos: [SLO] });
    const after = await runStack({ slos: [SLO, { ...SLO, name: "search", service: "find" }] });
    const changes = changedContent(before, after);
    assert.ok(changes.includes("RuleGroup rule-group-slo-00"));
    assert.deepEqual(
      changes.filter((each) => each.startsWith("+") || each.startsWith("-")),
      [],
    );
  });
});
