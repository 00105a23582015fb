import assert from "node:assert/strict";
import { parse } from "yaml";
import { alertmanager } from "../../systems/alertmanager/workload.ts";
import { testConfig } from "../config-of.ts";

const SMTP = { host: "mail.corp.io", port: 2525, user: "lookout", from: "lookout@corp.io" };
const MAIL = { kind: "email", name: "desk", addresses: ["a@corp.io", "b@corp.io"] };
const ONCALL = { kind: "pagerduty", name: "oncall" };
const PLATFORM = { kind: "slack", name: "platform", channel: "alerts" };
const TEAMS = { kind: "teams", name: "office" };
const BOT = { kind: "webhook", name: "bot", url: "http://bot.tools.svc:8080/alerts" };
const ALL = [MAIL, ONCALL, PLATFORM, TEAMS, BOT];

function workload(contactPoints: readonly object[], routes = {}, smtp: object | undefined = SMTP) {
  const alerting = { engine: "prometheus", contactPoints, routes };
  return alertmanager(testConfig({ alerting, grafana: smtp === undefined ? {} : { smtp } }));
}

const yml = (...args: Parameters<typeof workload>) =>
  parse(workload(...args).files[0]!.files["alertmanager.yml"]!);

describe("Alertmanager's receivers", () => {
  it("are the contact points, whatever is routed to them, and nobody", () => {
    assert.deepEqual(yml(ALL).receivers, [
      { name: "nobody" },
      { name: "desk", email_configs: [{ to: "a@corp.io, b@corp.io", send_resolved: true }] },
      {
        name: "oncall",
        pagerduty_configs: [{ routing_key_file: "/etc/alertmanager/contact-points/oncall" }],
      },
      {
        name: "platform",
        slack_configs: [
          {
            api_url_file: "/etc/alertmanager/contact-points/platform",
            channel: "#alerts",
            send_resolved: true,
          },
        ],
      },
      {
        name: "office",
        msteamsv2_configs: [{ webhook_url_file: "/etc/alertmanager/contact-points/office" }],
      },
      { name: "bot", webhook_configs: [{ url: "http://bot.tools.svc:8080/alerts" }] },
    ]);
  });

  it("find their secrets where the configuration says", () => {
    assert.deepEqual(workload(ALL).secretFiles, [
      {
        name: "contact-points",
        directory: "/etc/alertmanager/contact-points",
        files: {
          oncall: "contactPoint-oncall",
          platform: "contactPoint-platform",
          office: "contactPoint-office",
        },
      },
      { name: "smtp", directory: "/etc/alertmanager/smtp", files: { password: "smtpPassword" } },
    ]);
  });

  it("without secrets mount none", () => {
    assert.deepEqual(workload([BOT]).secretFiles, []);
    assert.deepEqual(workload([MAIL], {}, { ...SMTP, user: undefined }).secretFiles, []);
  });

  it("send mail by Grafana's server, with the password encrypted on the way", () => {
    assert.deepEqual(yml([MAIL]).global, {
      smtp_smarthost: "mail.corp.io:2525",
      smtp_from: "lookout@corp.io",
      smtp_auth_username: "lookout",
      smtp_auth_password_file: "/etc/alertmanager/smtp/password",
      smtp_require_tls: true,
    });
  });

  it("send mail by a relay that asks for nothing", () => {
    assert.deepEqual(yml([MAIL], {}, { host: "relay.corp.io", from: "a@corp.io" }).global, {
      smtp_smarthost: "relay.corp.io:587",
      smtp_from: "a@corp.io",
      smtp_require_tls: false,
    });
  });

  it("know nothing of the mail server where no mail is sent", () => {
    assert.equal(yml([ONCALL]).global, undefined);
    assert.deepEqual(
      workload([ONCALL]).secretFiles.map(({ name }) => name),
      ["contact-points"],
    );
  });

  it("are reached by the ports that they need, and by no other", () => {
    const ways = (points: readonly object[]) =>
      workload(points).egress.map(({ ports, reason }) => [reason, ...ports]);
    assert.deepEqual(ways(ALL), [
      ["notifies oncall", 443],
      ["notifies platform", 443],
      ["notifies office", 443],
      ["notifies bot", 8080],
      ["mail", 2525],
    ]);
    assert.deepEqual(ways([BOT]), [["notifies bot", 8080]]);
  });
});

describe("Alertmanager's routes", () => {
  it("lead each severity to its contact point, pages first", () => {
    const { routes } = yml(ALL, { ticket: "platform", page: "oncall" }).route;
    assert.deepEqual(routes, [
      { receiver: "oncall", matchers: ['severity="page"'], repeat_interval: "4h" },
      { receiver: "platform", matchers: ['severity="ticket"'], repeat_interval: "1d" },
    ]);
  });

  it("may lead both to one", () => {
    const { routes } = yml([ONCALL], { page: "oncall", ticket: "oncall" }).route;
    assert.deepEqual(
      routes.map(({ receiver }: { receiver: string }) => receiver),
      ["oncall", "oncall"],
    );
  });

  it("leave out a severity that nobody gets", () => {
    assert.equal(yml(ALL, { page: "oncall" }).route.routes.length, 1);
  });

  it("lead everything else to nobody", () => {
    assert.equal(yml(ALL, { page: "oncall", ticket: "platform" }).route.receiver, "nobody");
  });

  it("tell of one alert of one service at a time", () => {
    const { route } = yml(ALL);
    assert.deepEqual(route.group_by, ["alertname", "cluster", "namespace", "service"]);
    assert.deepEqual([route.group_wait, route.group_interval], ["30s", "5m"]);
  });
});
