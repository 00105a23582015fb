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
const BEAT = { kind: "heartbeat", name: "beat" };
const ALL = [MAIL, ONCALL, PLATFORM, TEAMS, BOT, BEAT];

function workload(contactPoints: readonly object[], smtp: object | undefined = SMTP) {
  const alerting = { engine: "prometheus", contactPoints };
  return alertmanager(testConfig({ alerting, grafana: smtp === undefined ? {} : { smtp } }));
}

const yml = (...args: Parameters<typeof workload>) =>
  parse(workload(...args).files[0]!.files["alertmanager.yml"]!);

describe("Alertmanager's receivers", () => {
  it("are the contact points, whatever is routed to them, and nobody", () => {
    const kinds = yml(ALL).receivers.map(({ name, ...kind }: { name: string }) => [
      name,
      ...Object.keys(kind),
    ]);
    assert.deepEqual(kinds, [
      ["nobody"],
      ["desk", "email_configs"],
      ["oncall", "pagerduty_configs"],
      ["platform", "slack_configs"],
      ["office", "msteamsv2_configs"],
      ["bot", "webhook_configs"],
      ["beat", "webhook_configs"],
    ]);
  });

  it("are reached as their kind is", () => {
    const [, desk, oncall, platform, office, bot] = yml(ALL).receivers;
    assert.equal(desk.email_configs[0].to, "a@corp.io, b@corp.io");
    assert.equal(oncall.pagerduty_configs[0].routing_key_file, "/etc/alertmanager/contact-points/oncall");
    assert.equal(platform.slack_configs[0].api_url_file, "/etc/alertmanager/contact-points/platform");
    assert.equal(platform.slack_configs[0].channel, "#alerts");
    assert.equal(office.msteamsv2_configs[0].webhook_url_file, "/etc/alertmanager/contact-points/office");
    assert.deepEqual(bot.webhook_configs, [{ url: "http://bot.tools.svc:8080/alerts" }]);
  });

  it("are told when an alert is over, also where Alertmanager would not by default", () => {
    const [, desk, , platform] = yml(ALL).receivers;
    assert.equal(desk.email_configs[0].send_resolved, true);
    assert.equal(platform.slack_configs[0].send_resolved, true);
  });

  it("do not call a heartbeat when the Watchdog is over", () => {
    assert.deepEqual(yml([BEAT]).receivers[1].webhook_configs, [
      { url_file: "/etc/alertmanager/contact-points/beat", send_resolved: false },
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
          beat: "contactPoint-beat",
        },
      },
      { name: "smtp", directory: "/etc/alertmanager/smtp", files: { password: "smtpPassword" } },
    ]);
  });

  it("keep the URL of a webhook that says none in a file", () => {
    const bot = { kind: "webhook", name: "secret-bot" };
    const [{ webhook_configs }] = yml([bot]).receivers.slice(1);
    assert.deepEqual(webhook_configs, [{ url_file: "/etc/alertmanager/contact-points/secret-bot" }]);
    assert.deepEqual(workload([bot]).secretFiles[0]?.files, { "secret-bot": "contactPoint-secret-bot" });
  });

  it("without secrets mount none", () => {
    assert.deepEqual(workload([BOT]).secretFiles, []);
    assert.deepEqual(workload([MAIL], { ...SMTP, user: undefined }).secretFiles, []);
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
    assert.deepEqual(yml([MAIL], { host: "relay.corp.io", from: "a@corp.io" }).global, {
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
      ["notifies beat", 443],
      ["mail", 2525],
    ]);
    assert.deepEqual(ways([BOT]), [["notifies bot", 8080]]);
  });
});
