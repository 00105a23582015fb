import { z } from "zod";
import { muteTiming } from "./mute-timing.ts";
import { decimal, dnsLabel, duration, httpUrl, mailAddress } from "./types.ts";

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
    url: httpUrl()
      .optional()
      .describe(
        "Where alerts are posted, in plain text. Left out: the secret `contactPoint-<name>` holds it, which suits a URL with a token.",
      ),
  }),
  z.strictObject({
    kind: z
      .literal("heartbeat")
      .describe("A service that raises the alarm when it is no longer called. For the Watchdog alone."),
    name: name(),
    interval: duration()
      .prefault("1m")
      .describe(
        "Between two calls: 30s to 1h. The service should wait for three of them, and at least 5 minutes: Alertmanager may restart.",
      ),
  }),
]);

const muted = () => z.array(dnsLabel()).default([]).describe("Mute timings in which nobody is told.");

const route = z.strictObject({
  severity: z
    .enum(["page", "ticket", "info"])
    .optional()
    .describe("Alerts of this severity. Any when left out."),
  team: dnsLabel().optional().describe("Alerts of this team. Any when left out."),
  environment: z
    .string()
    .min(1)
    .optional()
    .describe("Only where `environment` is this: one list can serve several stacks. Any when left out."),
  to: dnsLabel().describe("Contact point that gets them."),
  mute: muted(),
});

export type Route = z.output<typeof route>;

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
        "Whom alerts can go to. The secret `contactPoint-<name>` holds PagerDuty's integration key, or the URL of Slack, Teams, a heartbeat or a webhook that says none.",
      ),
    routes: z
      .strictObject({
        page: dnsLabel().optional().describe("Contact point of what cannot wait. Prod needs one."),
        ticket: dnsLabel().optional().describe("Contact point of what can wait for working hours."),
        specific: z
          .array(route)
          .default([])
          .describe(
            "Routes that come before `page` and `ticket`. The first that matches decides. Each says severity, team or environment.",
          ),
        mute: z
          .strictObject({ page: muted(), ticket: muted() })
          .prefault({})
          .describe("Mute timings of `page` and `ticket`."),
      })
      .prefault({})
      .describe("Which contact point gets alerts of which severity. Left out: nobody."),
    muteTimings: z
      .array(muteTiming)
      .default([])
      .describe("Times that come again, as maintenance windows. Routes name those in which they are silent."),
    groupWait: duration()
      .prefault("30s")
      .describe(
        "Until a new group of alerts is told: time for those of one cause to come in. It delays every page. 1s to 10m.",
      ),
    groupInterval: duration()
      .prefault("5m")
      .describe("Between news of a group that was told, as that it is over. 30s to 1h."),
    team: dnsLabel().default("platform").describe("Whose alerts are those that name no team."),
    minimumTraffic: decimal((number) => number.min(0, { error: "is below 0" }))
      .prefault(0.02)
      .describe(
        "Events a second, over the longer window, below which no burn-rate alert of an SLO fires; 0 turns the guard off. The default is 72 an hour: one error among them is below every threshold of 99.9% over 30 days.",
      ),
    runbookBaseUrl: httpUrl()
      .optional()
      .describe(
        "Where `docs/runbooks.md` can be read: alerts link to its sections. `https://github.com/<organisation>/<repository>/blob/main/docs/runbooks.md`. Prod needs it.",
      ),
  })
  .prefault({})
  .describe("Alerting.");
