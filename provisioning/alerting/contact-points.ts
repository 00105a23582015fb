import type { Config } from "../../config/config.ts";
import type { ContactPoint } from "../../config/schema/alerting.ts";
import { contactPointSecret } from "../../config/secrets.ts";
import { type SecretRef, secretRef } from "../../model/secrets.ts";
import { call } from "./message-templates.ts";

/** Arguments of a `ContactPoint`, with a reference where a secret belongs: a list for each kind of receiver. */
export interface ContactPointData {
  readonly name: string;
  readonly emails?: readonly Email[];
  readonly pagerduties?: readonly PagerDuty[];
  readonly slacks?: readonly Slack[];
  readonly teams?: readonly Teams[];
  readonly webhooks?: readonly Webhook[];
}

interface Receiver {
  /** Whether nobody is told that an alert is over. */
  readonly disableResolveMessage: boolean;
}

interface Email extends Receiver {
  readonly addresses: readonly string[];
  readonly singleEmail: boolean;
  readonly subject: string;
  readonly message: string;
}

interface PagerDuty extends Receiver {
  readonly integrationKey: SecretRef;
  readonly summary: string;
  readonly severity: string;
  readonly source: string;
  readonly class: string;
  readonly component: string;
  readonly group: string;
  readonly client: string;
  readonly clientUrl: string;
  readonly details: Readonly<Record<string, string>>;
}

interface Slack extends Receiver {
  readonly url: SecretRef;
  readonly recipient: string;
  readonly username: string;
  readonly title: string;
  readonly text: string;
  readonly color: string;
}

interface Teams extends Receiver {
  readonly url: SecretRef;
  readonly title: string;
  readonly message: string;
}

interface Webhook extends Receiver {
  readonly url: string | SecretRef;
  readonly httpMethod: "POST";
  readonly title: string;
  readonly message: string;
}

/**
 * The stack's contact points, as Grafana writes them. None where Prometheus is the engine. That an alert is over is told
 * wherever it was told that it fires.
 * Source: https://github.com/grafana/alerting/tree/main/receivers
 */
export function contactPoints({ alerting }: Config): readonly ContactPointData[] {
  if (alerting.engine !== "grafana") return [];
  return alerting.contactPoints.map((point) => ({ name: point.name, ...receiver(point) }));
}

function receiver(point: ContactPoint): Omit<ContactPointData, "name"> {
  switch (point.kind) {
    case "email":
      return {
        emails: [
          {
            addresses: point.addresses,
            // As Alertmanager does: everybody sees who else was told.
            singleEmail: true,
            subject: call("email", "subject"),
            message: call("email", "message"),
            disableResolveMessage: false,
          },
        ],
      };
    case "pagerduty":
      return { pagerduties: [pagerduty(point)] };
    case "slack":
      return {
        slacks: [
          {
            url: secretOf(point),
            recipient: `#${point.channel}`,
            username: "Lookout",
            title: call("slack", "title"),
            text: call("slack", "text"),
            color: call("slack", "color"),
            disableResolveMessage: false,
          },
        ],
      };
    case "teams":
      return {
        teams: [
          {
            url: secretOf(point),
            title: call("teams", "title"),
            message: call("teams", "message"),
            disableResolveMessage: false,
          },
        ],
      };
    case "webhook":
      return { webhooks: [webhook(point.url?.href ?? secretOf(point), false)] };
    case "heartbeat":
      // A Watchdog that is over is told by silence: a last call would count as a sign of life.
      return { webhooks: [webhook(secretOf(point), true)] };
  }
}

function webhook(url: Webhook["url"], disableResolveMessage: boolean): Webhook {
  const [title, message] = [call("webhook", "title"), call("webhook", "message")];
  return { url, httpMethod: "POST", title, message, disableResolveMessage };
}

/** Grafana's links of an event cannot be chosen: they are among its details. */
function pagerduty(point: ContactPoint): PagerDuty {
  const details = ["firing", "resolved", "team", "environment", "dashboard", "runbook", "logs"] as const;
  return {
    integrationKey: secretOf(point),
    summary: call("pagerduty", "summary"),
    severity: call("pagerduty", "severity"),
    source: call("pagerduty", "source"),
    class: call("pagerduty", "class"),
    // Grafana would write "Grafana" and "default" where nothing is said.
    component: call("pagerduty", "component"),
    group: call("pagerduty", "group"),
    client: "Lookout",
    clientUrl: call("pagerduty", "url"),
    details: Object.fromEntries(details.map((field) => [field, call("pagerduty", field)])),
    disableResolveMessage: false,
  };
}

/** @throws for a kind that has none. */
function secretOf(point: ContactPoint): SecretRef {
  const use = contactPointSecret(point);
  if (use === undefined) throw new Error(`contact point "${point.name}" has no secret`);
  return secretRef(use.key);
}
