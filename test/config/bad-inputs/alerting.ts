import { alertRoutes } from "./alert-routes.ts";
import type { BadInput } from "./bad-input.ts";
import { muteTimings } from "./mute-timings.ts";

const ONCALL = { kind: "pagerduty", name: "oncall" };
const PLATFORM = { kind: "slack", name: "platform", channel: "alerts" };

const groups: readonly BadInput[] = [
  {
    name: "groups that are told too late, or again too soon",
    values: { alerting: { groupWait: "11m", groupInterval: "10s" } },
    problems: [
      'lookout:alerting.groupWait: "11m" is outside 1s to 10m',
      'lookout:alerting.groupInterval: "10s" is outside 30s to 1h',
    ],
  },
  {
    name: "a group that is told again too late",
    values: { alerting: { groupInterval: "61m" } },
    problems: ['lookout:alerting.groupInterval: "61m" is outside 30s to 1h'],
  },
];

const contactPoints: readonly BadInput[] = [
  {
    name: "an unknown kind of contact point",
    values: { alerting: { contactPoints: [{ kind: "sms", name: "a" }] } },
    problems: [
      'lookout:alerting.contactPoints[0].kind: "sms" is not allowed: write kind: email or kind: pagerduty or kind: slack or kind: teams or kind: webhook or kind: heartbeat',
    ],
  },
  {
    name: "a contact point without kind, as half of a command leaves it",
    values: { alerting: { contactPoints: [{ name: "a" }] } },
    problems: [
      "lookout:alerting.contactPoints[0].kind: is missing: write kind: email or kind: pagerduty or kind: slack or kind: teams or kind: webhook or kind: heartbeat",
    ],
  },
  {
    name: "contact points without what their kind needs",
    values: {
      alerting: {
        contactPoints: [{ kind: "email", name: "a" }, { kind: "pagerduty" }, { kind: "slack", name: "c" }],
      },
    },
    problems: [
      "lookout:alerting.contactPoints[0].addresses: is missing: write a list",
      "lookout:alerting.contactPoints[1].name: is missing: write a text",
      "lookout:alerting.contactPoints[2].channel: is missing: write a text",
    ],
  },
  {
    name: "a name of a contact point that no secret's key can hold",
    values: { alerting: { contactPoints: [{ kind: "teams", name: "On Call" }] } },
    problems: [
      'lookout:alerting.contactPoints[0].name: "On Call" is not a name: lower case letters, digits and dashes, at most 63',
    ],
  },
  {
    name: "mail to nobody",
    values: { alerting: { contactPoints: [{ kind: "email", name: "a", addresses: [] }] } },
    problems: ["lookout:alerting.contactPoints[0].addresses: [] needs at least one address"],
  },
  {
    name: "mail to no address",
    values: { alerting: { contactPoints: [{ kind: "email", name: "a", addresses: ["a@corp.io", "b"] }] } },
    problems: ['lookout:alerting.contactPoints[0].addresses[1]: "b" is not a mail address'],
  },
  {
    name: "a channel with its sign",
    values: { alerting: { contactPoints: [{ ...PLATFORM, channel: "#alerts" }] } },
    problems: [
      'lookout:alerting.contactPoints[0].channel: "#alerts" is not a channel: write its name without the #, as alerts',
    ],
  },
  {
    name: "a contact point's credentials in its URL",
    values: { alerting: { contactPoints: [{ kind: "webhook", name: "a", url: "https://u:hunter2@a.io" }] } },
    problems: [
      'lookout:alerting.contactPoints[0].url: "https://***@a.io" is not a URL of http or https without user and password: write https://host/path',
    ],
  },
  {
    name: "an integration key among the settings",
    values: { alerting: { contactPoints: [{ ...ONCALL, key: "hunter2" }] } },
    problems: ["lookout:alerting.contactPoints[0].key: is no setting; allowed: kind, name"],
  },
  {
    name: "a setting of another kind of contact point",
    values: { alerting: { contactPoints: [{ ...ONCALL, channel: "alerts" }] } },
    problems: ["lookout:alerting.contactPoints[0].channel: is a setting of kind: slack alone"],
  },
  {
    name: "contact points of one name",
    values: { alerting: { contactPoints: [ONCALL, { kind: "teams", name: "oncall" }] } },
    problems: ['lookout:alerting.contactPoints[1].name: "oncall" is a duplicate: names are unique'],
  },
  {
    name: "a contact point called nobody",
    values: { alerting: { contactPoints: [{ kind: "teams", name: "nobody" }] } },
    problems: [
      'lookout:alerting.contactPoints[0].name: "nobody" is who gets what no route names: choose another name',
    ],
  },
  {
    name: "a contact point called as Grafana's own, which tells nobody",
    values: { alerting: { contactPoints: [{ kind: "teams", name: "empty" }] } },
    problems: [
      'lookout:alerting.contactPoints[0].name: "empty" is who gets what no route names: choose another name',
    ],
  },
  {
    name: "a heartbeat that nobody could follow",
    values: {
      alerting: {
        contactPoints: [
          { kind: "heartbeat", name: "a", interval: "29s" },
          { kind: "heartbeat", name: "b", interval: "30s" },
          { kind: "heartbeat", name: "c", interval: "1h" },
          { kind: "heartbeat", name: "d", interval: "61m" },
        ],
      },
    },
    problems: [
      'lookout:alerting.contactPoints[0].interval: "29s" is outside 30s to 1h',
      'lookout:alerting.contactPoints[3].interval: "61m" is outside 30s to 1h',
    ],
  },
  {
    name: "a heartbeat's URL, which is a secret, among the settings",
    values: { alerting: { contactPoints: [{ kind: "heartbeat", name: "a", url: "https://ping.io/1" }] } },
    problems: ["lookout:alerting.contactPoints[0].url: is a setting of kind: webhook alone"],
  },
  {
    name: "mail without a mail server",
    values: { alerting: { contactPoints: [{ kind: "email", name: "a", addresses: ["a@corp.io"] }] } },
    problems: [
      'lookout:alerting.contactPoints[0].kind: "email" needs the mail server that Grafana and Alertmanager share: set grafana.smtp for "a"',
    ],
  },
  {
    name: "a secret of no contact point",
    values: { alerting: { contactPoints: [ONCALL] }, "contactPoint-oncal": "hunter2" },
    encrypted: ["contactPoint-oncal"],
    problems: [
      "lookout:contactPoint-oncal: is a secret that nothing in this config reads: check the name after the dash, and alerting.contactPoints",
    ],
  },
  {
    name: "an integration key in plain text",
    values: { alerting: { contactPoints: [ONCALL] }, "contactPoint-oncall": "hunter2" },
    problems: [
      "lookout:contactPoint-oncall: is a secret in plain text: change it, then pulumi config set --secret lookout:contactPoint-oncall --stack test",
    ],
  },
];

/** Contact points that are none, routes that lead nowhere, and times that never end. */
export const alerting: readonly BadInput[] = [...groups, ...contactPoints, ...alertRoutes, ...muteTimings];
