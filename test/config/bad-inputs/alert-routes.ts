import type { BadInput } from "./bad-input.ts";

const ONCALL = { kind: "pagerduty", name: "oncall" };
const PLATFORM = { kind: "slack", name: "platform", channel: "alerts" };
const BEAT = { kind: "heartbeat", name: "beat" };

const routes = (given: object, contactPoints: readonly object[] = [ONCALL, PLATFORM]) => ({
  alerting: { contactPoints, routes: given },
});

/** Routes that lead nowhere, and routes to which nothing leads. */
export const alertRoutes: readonly BadInput[] = [
  {
    name: "routes to contact points that do not exist",
    values: routes({ page: "oncal", ticket: "platform", specific: [{ team: "ml", to: "mll" }] }),
    problems: [
      'lookout:alerting.routes.page: "oncal" is no contact point: there are oncall, platform',
      'lookout:alerting.routes.specific[0].to: "mll" is no contact point: there are oncall, platform',
    ],
  },
  {
    name: "a route where there is no contact point",
    values: routes({ ticket: "a" }, []),
    problems: ['lookout:alerting.routes.ticket: "a" is no contact point: alerting.contactPoints has none'],
  },
  {
    name: "a route to nobody, who gets the rest in any case",
    values: routes({ specific: [{ team: "ml", to: "nobody" }] }),
    problems: [
      'lookout:alerting.routes.specific[0].to: "nobody" is no contact point: there are oncall, platform',
    ],
  },
  {
    name: "alerts that would keep a heartbeat alive",
    values: routes({ page: "beat", ticket: "oncall", specific: [{ severity: "info", to: "beat" }] }, [
      BEAT,
      ONCALL,
    ]),
    problems: [
      'lookout:alerting.routes.page: "beat" is a heartbeat, for the Watchdog alone: there are oncall',
      'lookout:alerting.routes.specific[0].to: "beat" is a heartbeat, for the Watchdog alone: there are oncall',
    ],
  },
  {
    name: "a page for a heartbeat, where there is nothing else",
    values: routes({ page: "beat" }, [BEAT]),
    problems: [
      'lookout:alerting.routes.page: "beat" is a heartbeat, for the Watchdog alone: alerting.contactPoints has no other',
    ],
  },
  {
    name: "a route for another severity",
    values: routes({ critical: "oncall" }),
    problems: ["lookout:alerting.routes.critical: is no setting; allowed: page, ticket, specific, mute"],
  },
  {
    name: "a specific route for another severity",
    values: routes({ specific: [{ severity: "critical", to: "oncall" }] }),
    problems: [
      'lookout:alerting.routes.specific[0].severity: "critical" is not allowed: write page or ticket or info',
    ],
  },
  {
    name: "a wrong contact point does not cut the routes to it",
    values: routes({ page: "a" }, [{ kind: "slack", name: "a" }]),
    problems: ["lookout:alerting.contactPoints[0].channel: is missing: write a text"],
  },
  {
    name: "a specific route that is none",
    values: routes({ specific: [{ to: "oncall" }, { team: "ml", to: "platform" }] }),
    problems: [
      "lookout:alerting.routes.specific[0]: would take every alert: give it severity, team or environment, or set alerting.routes.page and alerting.routes.ticket instead",
    ],
  },
  {
    name: "specific routes behind one that takes all of theirs",
    values: routes({
      specific: [
        { team: "ml", to: "platform" },
        { team: "web", environment: "prod", to: "platform" },
        { team: "ml", severity: "page", to: "oncall" },
        { team: "web", to: "oncall" },
        { team: "ml", environment: "prod", to: "oncall" },
        { team: "web", environment: "prod", severity: "info", to: "oncall" },
        { team: "web", to: "platform" },
      ],
    }),
    problems: [
      "lookout:alerting.routes.specific[2]: never gets an alert: alerting.routes.specific[0] takes them before",
      "lookout:alerting.routes.specific[4]: never gets an alert: alerting.routes.specific[0] takes them before",
      "lookout:alerting.routes.specific[5]: never gets an alert: alerting.routes.specific[1] takes them before",
      "lookout:alerting.routes.specific[6]: never gets an alert: alerting.routes.specific[3] takes them before",
    ],
  },
  {
    name: "severities behind specific routes that take all of theirs",
    values: routes({
      page: "oncall",
      ticket: "platform",
      specific: [
        { severity: "ticket", environment: "prod", to: "oncall" },
        { severity: "page", team: "ml", to: "platform" },
        { severity: "page", to: "platform" },
        { severity: "ticket", to: "oncall" },
      ],
    }),
    problems: [
      'lookout:alerting.routes.page: "oncall" never gets an alert: alerting.routes.specific[2] takes every page before',
      'lookout:alerting.routes.ticket: "platform" never gets an alert: alerting.routes.specific[3] takes every ticket before',
    ],
  },
  {
    name: "mute timings that do not exist",
    values: {
      alerting: {
        contactPoints: [ONCALL],
        muteTimings: [{ name: "nights", to: "06:00" }],
        routes: {
          page: "oncall",
          mute: { page: ["night"], ticket: ["nights", "weekend"] },
          specific: [{ team: "ml", to: "oncall", mute: ["nigths"] }],
        },
      },
    },
    problems: [
      'lookout:alerting.routes.mute.page[0]: "night" is no mute timing: there are nights',
      'lookout:alerting.routes.mute.ticket[1]: "weekend" is no mute timing: there are nights',
      'lookout:alerting.routes.specific[0].mute[0]: "nigths" is no mute timing: there are nights',
    ],
  },
  {
    name: "a mute timing where there is none",
    values: routes({ mute: { ticket: ["weekend"] } }),
    problems: [
      'lookout:alerting.routes.mute.ticket[0]: "weekend" is no mute timing: alerting.muteTimings has none',
    ],
  },
];
