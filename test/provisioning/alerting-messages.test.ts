import assert from "node:assert/strict";
import { alerting } from "../../provisioning/alerting/index.ts";
import {
  mailMessage,
  pagerdutyMessage,
  slackMessage,
  teamsMessage,
} from "../../systems/alertmanager/messages.ts";
import { requireJudge } from "../judges/judge.ts";
import { type Alert, filled, slow } from "../systems/messages-of.ts";
import { alertingConfig } from "./alerting-of.ts";

const config = alertingConfig();
const { contactPoints, messageTemplates } = alerting(config);
const definitions = messageTemplates.map(({ template }) => template).join("");

/** What a template says of alerts, filled in by amtool: Grafana's are of the same language, with the same functions. */
const said = (template: string, alerts: readonly Alert[]) => filled(template, alerts, "text", definitions);

const labelled = (alert: Alert, labels: Alert["labels"]): Alert => ({
  ...alert,
  labels: { ...alert.labels, ...labels },
  startsAt: "2026-03-01T12:00:00Z",
});

/** An alert of an SLO, as each engine calls it. */
const burning = (window: string) => ({
  prometheus: labelled(slow(window), { alertname: "ErrorBudgetBurn", slo: "shop", service: "shop" }),
  grafana: labelled(slow(window), {
    alertname: `ErrorBudgetBurn shop ${window}`,
    ...{ slo: "shop", service: "shop" },
  }),
});

const both = (...alerts: readonly Alert[]) => ({ prometheus: alerts, grafana: alerts });

const GROUPS: readonly (readonly [string, ReturnType<typeof both>])[] = [
  ["one alert", both(slow("a"))],
  ["several", both(slow("a"), slow("b"))],
  ["some that are over", both(slow("a"), slow("b", "resolved"))],
  ["one that is over", both(slow("a", "resolved"))],
  ["eleven", both(...Array.from({ length: 11 }, (_, index) => slow(`pod-${index}`)))],
  ["a service of a namespace", both(labelled(slow("a"), { service_name: "R&D", namespace: "ml" }))],
  ["a ticket", both(labelled(slow("<a>"), { severity: "ticket" }))],
  ["an alert that says nothing", both({ status: "firing", labels: { alertname: "Mine" }, annotations: {} })],
  ["an SLO", { prometheus: [burning("1h").prometheus], grafana: [burning("1h").grafana] }],
  [
    "an SLO over two windows",
    {
      prometheus: [burning("1h").prometheus, burning("6h").prometheus],
      grafana: [burning("1h").grafana, burning("6h").grafana],
    },
  ],
];

const [oncall, platform, science, desk, hook, beat] = contactPoints;
const [pagerduty] = oncall?.pagerduties ?? [];
const [slack] = platform?.slacks ?? [];
const [teams] = science?.teams ?? [];
const [mail] = desk?.emails ?? [];
const ofPagerduty = pagerdutyMessage(config);
const [dashboard, runbook, logs] = ofPagerduty.links;

/** Field of a contact point → Alertmanager's of the same meaning. */
const FIELDS: readonly (readonly [string, string | undefined, string])[] = [
  ["Slack's title", slack?.title, slackMessage(config).title],
  ["Slack's text", slack?.text, slackMessage(config).text],
  ["Slack's colour", slack?.color, slackMessage(config).color],
  ["Teams' title", teams?.title, teamsMessage(config).title],
  ["Teams' text", teams?.message, teamsMessage(config).text],
  ["a mail's subject", mail?.subject, mailMessage(config).headers.Subject],
  ["a mail's text", mail?.message, mailMessage(config).text],
  ["a webhook's title", hook?.webhooks?.[0]?.title, mailMessage(config).headers.Subject],
  ["a webhook's text", hook?.webhooks?.[0]?.message, mailMessage(config).text],
  ["PagerDuty's summary", pagerduty?.summary, ofPagerduty.description],
  ["PagerDuty's severity", pagerduty?.severity, ofPagerduty.severity],
  ["PagerDuty's source", pagerduty?.source, ofPagerduty.source],
  ["PagerDuty's class", pagerduty?.class, ofPagerduty.class],
  ["PagerDuty's link", pagerduty?.clientUrl, ofPagerduty.client_url],
  ["what fires in PagerDuty", pagerduty?.details["firing"], ofPagerduty.details.firing],
  ["what is over in PagerDuty", pagerduty?.details["resolved"], ofPagerduty.details.resolved],
  ["the team in PagerDuty", pagerduty?.details["team"], ofPagerduty.details.team],
  ["the environment in PagerDuty", pagerduty?.details["environment"], ofPagerduty.details.environment],
  ["the dashboard in PagerDuty", pagerduty?.details["dashboard"], dashboard!.href],
  ["the runbook in PagerDuty", pagerduty?.details["runbook"], runbook!.href],
  ["the logs in PagerDuty", pagerduty?.details["logs"], logs!.href],
];

const BREAK = "\n====\n";

describe("provisioning/alerting: messages", () => {
  before(function () {
    requireJudge.call(this, "amtool");
  });

  for (const [what, { grafana, prometheus }] of GROUPS) {
    it(`have the same words as Alertmanager's in every field: ${what}`, async () => {
      // At once: each filling in is a process.
      const templates = (column: 1 | 2) =>
        FIELDS.map((each) => each[column] ?? assert.fail(each[0])).join(BREAK);
      const [here, there] = [await said(templates(1), grafana), await filled(templates(2), prometheus)];
      const named = (texts: string) => texts.split(BREAK).map((text, index) => [FIELDS[index]?.[0], text]);
      assert.deepEqual(named(here), named(there));
      assert.equal(named(here).length, FIELDS.length);
    });
  }

  it("call an SLO that burns over two windows by its name", async () => {
    const both = [burning("1h").grafana, burning("6h").grafana];
    assert.equal(await said(slack!.title, both), "PAGE: ErrorBudgetBurn (2): shop");
  });

  it("say the value, what it is, where to look, and where the logs are", async () => {
    const alert = labelled(slow("a"), { service: "shop", namespace: "ml" });
    const text = await said(mail!.message, [
      { ...alert, annotations: { ...alert.annotations, value: "2.5s" } },
    ]);
    assert.deepEqual(text.trimEnd().split("\n"), [
      "a is slow",
      "a takes 2s & more, where <1s is allowed.",
      "· value 2.5s · severity page · team ml · environment prod · cluster eu-1 ",
      [
        "· Dashboard: https://grafana.corp.io/d/a?viewPanel=1&var-pod=a",
        "· Runbook: https://git.corp.io/runbooks.md#podslow",
        "· Logs: https://grafana.corp.io/d/logs?from=1772362800000&to=now&var-service=shop&var-namespace=ml",
      ].join(" "),
    ]);
  });

  it("lead to no logs where the stack has no dashboard of them", async () => {
    const without = alerting(alertingConfig({}, { dashboards: { packs: ["infrastructure"] } }));
    const text = without.messageTemplates.map(({ template }) => template).join("");
    const alert = labelled(slow("a"), { service: "shop" });
    assert.doesNotMatch(await filled(mail!.message, [alert], "text", text), /Logs/);
    assert.equal(await filled(pagerduty!.details["logs"]!, [alert], "text", text), "");
  });

  it("tell PagerDuty the service and its namespace, and nothing where there is none", async () => {
    const alert = labelled(slow("a"), { service: "shop", namespace: "ml" });
    assert.equal(await said(pagerduty!.component, [alert]), "shop");
    assert.equal(await said(pagerduty!.group, [alert]), "ml");
    assert.equal(await said(`${pagerduty!.component}${pagerduty!.group}`, [slow("a")]), "");
  });

  it("are defined where contact points call them, each once", () => {
    const defined = [...definitions.matchAll(/\{\{ define "([^"]+)" \}\}/g)].map(([, name]) => name!);
    const called = [...JSON.stringify(contactPoints).matchAll(/\{\{ template \\"([^"\\]+)\\" \. \}\}/g)];
    assert.equal(new Set(defined).size, defined.length);
    assert.deepEqual([...new Set(called.map(([, name]) => name!))].toSorted(), defined.toSorted());
    assert.ok(beat?.webhooks?.[0]?.title.includes("lookout.webhook.title"));
  });
});
