import { z } from "zod";
import { dnsLabel, httpUrl, mailAddress } from "./types.ts";

const name = () => dnsLabel().describe("Name that routes use; part of the secret's key.");

const contactPoint = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("email").describe("Mail, by the server of `grafana.smtp`."),
    name: name(),
    addresses: z
      .array(mailAddress())
      .min(1, { error: "needs at least one address" })
      .describe("Who gets the mail."),
  }),
  z.strictObject({ kind: z.literal("pagerduty").describe("A service of PagerDuty."), name: name() }),
  z.strictObject({
    kind: z.literal("slack").describe("A channel of Slack, by an incoming webhook."),
    name: name(),
    channel: z
      .string()
      .regex(/^[^\s#@{}]{1,80}$/, { error: "is not a channel: write its name without the #, as alerts" })
      .describe("Channel, without the `#`. A webhook that is bound to a channel keeps to its own."),
  }),
  z.strictObject({
    kind: z.literal("teams").describe("A channel of Microsoft Teams, by a workflow's webhook."),
    name: name(),
  }),
  z.strictObject({
    kind: z.literal("webhook").describe("Anything that takes a POST of JSON."),
    name: name(),
    url: httpUrl().describe("Where alerts are posted. No secrets."),
  }),
]);

export type ContactPoint = z.output<typeof contactPoint>;

export const alerting = z
  .strictObject({
    engine: z
      .enum(["grafana", "prometheus"])
      .default("grafana")
      .describe("Who evaluates alerts: Grafana, or Prometheus with Alertmanager."),
    contactPoints: z
      .array(contactPoint)
      .prefault([])
      .describe(
        "Whom alerts can go to. The secret `contactPoint-<name>` holds PagerDuty's integration key, or the URL of the webhook of Slack or Teams.",
      ),
    routes: z
      .strictObject({
        page: dnsLabel().optional().describe("Contact point of what cannot wait. Prod needs one."),
        ticket: dnsLabel().optional().describe("Contact point of what can wait for working hours."),
      })
      .prefault({})
      .describe("Which contact point gets alerts of which severity. Left out: nobody."),
  })
  .prefault({})
  .describe("Alerting.");
