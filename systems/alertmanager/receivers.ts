import type { Config } from "../../config/config.ts";
import type { ContactPoint } from "../../config/schema/alerting.ts";
import { contactPointSecret } from "../../config/secrets.ts";
import { SECRETS } from "../../model/secrets.ts";
import type { Egress, SecretFileSet } from "../../model/workload.ts";
import { contactPointEgress } from "../messages/egress.ts";
import { toService } from "../reach.ts";
import { mailMessage, pagerdutyMessage, slackMessage, teamsMessage } from "./messages.ts";

type Settings = Readonly<Record<string, unknown>>;

/** Keys and webhooks' URLs, each in a file with the name of its contact point. */
const CONTACT_POINTS = "/etc/alertmanager/contact-points";
const SMTP = "/etc/alertmanager/smtp";
const PASSWORD = "password";

/**
 * A contact point as a receiver. Secrets are read from files at every notification. That an alert is over is told
 * wherever it was told that it fires, which mail and Slack leave out by default.
 * Source: https://github.com/prometheus/alertmanager/blob/v0.34.0/config/notifiers.go
 */
export function receiver(point: ContactPoint, config: Config): Settings {
  const { name } = point;
  const file = `${CONTACT_POINTS}/${name}`;
  switch (point.kind) {
    case "email": {
      const to = point.addresses.join(", ");
      return { name, email_configs: [{ to, send_resolved: true, ...mailMessage(config) }] };
    }
    case "pagerduty":
      return { name, pagerduty_configs: [{ routing_key_file: file, ...pagerdutyMessage(config) }] };
    case "slack": {
      const channel = `#${point.channel}`;
      return {
        name,
        slack_configs: [{ api_url_file: file, channel, send_resolved: true, ...slackMessage(config) }],
      };
    }
    case "teams":
      return { name, msteamsv2_configs: [{ webhook_url_file: file, ...teamsMessage(config) }] };
    case "webhook":
      return {
        name,
        webhook_configs: [point.url === undefined ? { url_file: file } : { url: point.url.href }],
      };
    case "heartbeat":
      // A Watchdog that is over is told by silence: a last call would count as a sign of life.
      return { name, webhook_configs: [{ url_file: file, send_resolved: false }] };
  }
}

/** The mail server, where mail is sent: the one that Grafana uses. */
export function mailServer(config: Config): Settings | undefined {
  const smtp = smtpInUse(config);
  if (smtp === undefined) return undefined;
  const { from, host, port, user } = smtp;
  return {
    smtp_smarthost: `${host}:${port}`,
    smtp_from: from,
    ...(user !== undefined && {
      smtp_auth_username: user,
      smtp_auth_password_file: `${SMTP}/${PASSWORD}`,
    }),
    // A password never travels in the clear; a relay inside the cluster often has no TLS. Unlike Grafana, Alertmanager
    // knows no "TLS where there is": without a user mail goes in the clear, but for port 465.
    smtp_require_tls: user !== undefined,
  };
}

/** The files that receivers read, where there are any. */
export function secretFiles(config: Config): readonly SecretFileSet[] {
  const keys = config.alerting.contactPoints.flatMap((point) => {
    const use = contactPointSecret(point);
    return use === undefined ? [] : [[point.name, use.key] as const];
  });
  return [
    ...(keys.length === 0
      ? []
      : [{ name: "contact-points", directory: CONTACT_POINTS, files: Object.fromEntries(keys) }]),
    ...(smtpInUse(config)?.user === undefined
      ? []
      : [{ name: "smtp", directory: SMTP, files: { [PASSWORD]: SECRETS.smtpPassword } }]),
  ];
}

/** The ways out to whom it notifies. */
export function egress(config: Config): readonly Egress[] {
  const smtp = smtpInUse(config);
  return [...contactPointEgress(config), ...(smtp === undefined ? [] : [toService("mail", smtp.port)])];
}

function smtpInUse({ alerting, grafana }: Config): Config["grafana"]["smtp"] {
  return alerting.contactPoints.some(({ kind }) => kind === "email") ? grafana.smtp : undefined;
}
