import assert from "node:assert/strict";
import { requireJudge } from "../judges/judge.ts";
import { yml } from "./alertmanager-of.ts";
import { type Alert, filled, LABELS, slow } from "./messages-of.ts";

describe("Alertmanager's messages", () => {
  before(function () {
    requireJudge.call(this, "amtool");
  });

  const [, { pagerduty_configs }, { slack_configs }, { msteamsv2_configs }, { email_configs }] =
    yml().receivers;
  const [pagerduty, slack, teams, mail] = [
    pagerduty_configs,
    slack_configs,
    msteamsv2_configs,
    email_configs,
  ].map(([config]) => config);
  const one = [slow("a")];
  const of = (labels: Alert["labels"]) =>
    [slow("a"), slow("b", "resolved")].map((each) => ({ ...each, labels: { ...each.labels, ...labels } }));
  const two = [slow("a"), slow("b")];
  const bare: Alert = { status: "firing", labels: { alertname: "Mine" }, annotations: {} };

  const titles: readonly (readonly [string, readonly Alert[], string])[] = [
    ["one alert by its severity and summary", one, "PAGE: a is slow"],
    ["several by their name and number", two, "PAGE: PodSlow (2)"],
    ["some that are over with the rest", [slow("a"), slow("b", "resolved")], "PAGE: PodSlow (2)"],
    ["what is over", [slow("a", "resolved")], "RESOLVED: a is slow"],
    [
      "several of an SLO by its name",
      of({ slo: "a-availability", service: "a" }),
      "PAGE: PodSlow (2): a-availability",
    ],
    ["several of a service by its name", of({ service: "a" }), "PAGE: PodSlow (2): a"],
    ["several of a namespace by it", of({ namespace: "ml" }), "PAGE: PodSlow (2) in ml"],
    ["several of one service of many", of({ namespace: "ml", service: "a" }), "PAGE: PodSlow (2): a in ml"],
    ["the user's own alerts, which may say nothing", [bare], "Mine (1)"],
  ];
  for (const [what, alerts, title] of titles) {
    it(`call ${what}`, async () => {
      for (const template of [slack.title, slack.fallback, teams.title, mail.headers.Subject]) {
        assert.equal(await filled(template, alerts), title);
      }
    });
  }

  it("call in Slack a service by its name, escaped", async () => {
    assert.equal(await filled(slack.title, of({ service: "R&D" })), "PAGE: PodSlow (2): R&amp;D");
  });

  it("say in Slack what it is, whose, and where to look, for each alert", async () => {
    assert.deepEqual((await filled(slack.text, two)).trimEnd().split("\n"), [
      "*a is slow*",
      "a takes 2s &amp; more, where &lt;1s is allowed.",
      "· severity page · team ml · environment prod · cluster eu-1 ",
      "· <https://grafana.corp.io/d/a?viewPanel=1&var-pod=a|Dashboard> · <https://git.corp.io/runbooks.md#podslow|Runbook> ",
      "",
      "*b is slow*",
      "b takes 2s &amp; more, where &lt;1s is allowed.",
      "· severity page · team ml · environment prod · cluster eu-1 ",
      "· <https://grafana.corp.io/d/a?viewPanel=1&var-pod=b|Dashboard> · <https://git.corp.io/runbooks.md#podslow|Runbook>",
    ]);
  });

  it("lead from their title in Slack to the dashboard", async () => {
    assert.equal(await filled(slack.title_link, one), "https://grafana.corp.io/d/a?viewPanel=1&var-pod=a");
  });

  it("have in Slack the colour of the severity", async () => {
    const ticket = { ...slow("a"), labels: { ...LABELS, severity: "ticket" } };
    assert.equal(await filled(slack.color, one), "danger");
    assert.equal(await filled(slack.color, [ticket]), "warning");
    assert.equal(await filled(slack.color, [slow("a", "resolved")]), "good");
  });

  it("say the same in Teams, a paragraph a line", async () => {
    assert.deepEqual((await filled(teams.text, one)).trimEnd().split("\n\n"), [
      "**a is slow**",
      "a takes 2s & more, where <1s is allowed.",
      "· severity page · team ml · environment prod · cluster eu-1 ",
      "· [Dashboard](https://grafana.corp.io/d/a?viewPanel=1&var-pod=a) · [Runbook](https://git.corp.io/runbooks.md#podslow)",
    ]);
  });

  it("say the same in mail, escaped", async () => {
    assert.equal(
      await filled(mail.html, one, "html"),
      [
        "<p><strong>a is slow</strong><br>",
        "a takes 2s &amp; more, where &lt;1s is allowed.<br>",
        "· severity page · team ml · environment prod · cluster eu-1 <br>",
        '· <a href="https://grafana.corp.io/d/a?viewPanel=1&amp;var-pod=a">Dashboard</a> ',
        '· <a href="https://git.corp.io/runbooks.md#podslow">Runbook</a> </p>\n',
      ].join(""),
    );
  });

  it("say the same in mail to those who read plain text", async () => {
    const [, , , links] = (await filled(mail.text, one)).split("\n");
    assert.equal(
      links,
      "· Dashboard: https://grafana.corp.io/d/a?viewPanel=1&var-pod=a · Runbook: https://git.corp.io/runbooks.md#podslow ",
    );
  });

  it("name what is over, after what is not", async () => {
    const text = await filled(mail.text, [slow("b", "resolved"), slow("a")]);
    assert.match(text, /^a is slow\n(?:.+\n)+\nResolved: b is slow\n/);
  });

  it("write out ten alerts of a group, and how many there are", async () => {
    const group = (size: number) => Array.from({ length: size }, (_, index) => slow(`pod-${index}`));
    const ten = await filled(slack.text, group(10));
    assert.equal(ten.match(/is slow/g)?.length, 10);
    assert.doesNotMatch(ten, /of which/);
    const eleven = await filled(slack.text, group(11));
    assert.equal(eleven.match(/is slow/g)?.length, 10);
    assert.match(eleven, /11 alerts, of which these are 10\./);
  });

  it("leave out what the user's own alerts do not say", async () => {
    assert.equal(await filled(slack.text, [bare]), "*Mine*\n\n\n\n\n");
  });

  it("link to the logs of the service and namespace since an hour before, where there is one", async () => {
    const at = (labels: Alert["labels"]) => [
      { ...slow("a"), labels: { ...LABELS, ...labels }, startsAt: "2026-03-01T12:00:00Z" },
    ];
    const logs = "http://localhost:3000/d/logs?from=1772362800000&to=now";
    for (const [labels, url] of [
      [{ service: "gateway" }, `${logs}&var-service=gateway`],
      [{ service_name: "R&D/x" }, `${logs}&var-service=R%26D%2Fx`],
      [{ service: "gateway", service_name: "shop" }, `${logs}&var-service=gateway`],
      [{ namespace: "ml" }, `${logs}&var-namespace=ml`],
      [{ service: "gateway", namespace: "ml" }, `${logs}&var-service=gateway&var-namespace=ml`],
    ] as const) {
      const alerts = at(labels);
      assert.ok((await filled(slack.text, alerts)).includes(` · <${url}|Logs> \n`), url);
      assert.ok((await filled(teams.text, alerts)).includes(` · [Logs](${url}) \n`), url);
      assert.ok((await filled(mail.text, alerts)).includes(` · Logs: ${url} \n`), url);
      const inHtml = url.replaceAll("&", "&amp;");
      assert.ok((await filled(mail.html, alerts, "html")).includes(`<a href="${inHtml}">Logs</a>`), url);
      assert.equal(await filled(pagerduty.links[2].href, alerts), url);
    }
    assert.doesNotMatch(await filled(slack.text, at({})), /Logs/);
  });

  it("say the value, where the rule does", async () => {
    const alert = { ...slow("a"), annotations: { ...slow("a").annotations, value: "2s" } };
    assert.match(await filled(slack.text, [alert]), /\n· value 2s · severity page/);
  });

  it("link a page of PagerDuty to the dashboard and the runbook", async () => {
    const [dashboard, runbook] = pagerduty.links;
    assert.deepEqual([dashboard.text, runbook.text], ["Dashboard", "Runbook"]);
    assert.equal(await filled(dashboard.href, two), "https://grafana.corp.io/d/a?viewPanel=1&var-pod=a");
    assert.equal(await filled(runbook.href, two), "https://git.corp.io/runbooks.md#podslow");
    assert.equal(await filled(pagerduty.client_url, one), await filled(dashboard.href, one));
  });

  it("have no link in PagerDuty where there is no URL: Alertmanager leaves out an empty one", async () => {
    for (const { href } of pagerduty.links) assert.equal(await filled(href, [bare]), "");
  });

  it("have in PagerDuty a severity, a source and a summary that it accepts, whatever the alert", async () => {
    const said = async (alerts: readonly Alert[]) =>
      Promise.all(
        [pagerduty.severity, pagerduty.source, pagerduty.description].map((each) => filled(each, alerts)),
      );
    assert.deepEqual(await said(one), ["critical", "eu-1", "a is slow"]);
    assert.deepEqual(await said([bare]), ["info", "Lookout", "Mine (1)"]);
  });

  it("say the details in PagerDuty too", async () => {
    assert.match(await filled(pagerduty.details.firing, one), /^a is slow\na takes 2s & more/);
    assert.equal(await filled(pagerduty.details.resolved, one), "");
    assert.equal(await filled(pagerduty.details.team, one), "ml");
  });
});
