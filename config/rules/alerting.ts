import type { Duration } from "../../model/duration.ts";
import { EMPTY_CONTACT_POINT, NOBODY } from "../../model/names.ts";
import { alertRouteRules } from "./alert-routes.ts";
import { muteTimingRules } from "./mute-timings.ts";
import { duplicates, problemIf, type Rule } from "./rule.ts";

/** Alertmanager's replicas wait 15 s for each other, and an hour is a long silence. */
const BETWEEN_CALLS = { least: 30, most: 3600, text: "30s to 1h" } as const;

/** Nobody waits for longer to be woken. */
const BEFORE_FIRST_CALL = { least: 1, most: 600, text: "1s to 10m" } as const;

function outside(path: string, { seconds, text }: Duration, range: Range) {
  return problemIf(seconds < range.least || seconds > range.most, path, text, `is outside ${range.text}`);
}

type Range = typeof BETWEEN_CALLS | typeof BEFORE_FIRST_CALL;

const groupRules: readonly Rule[] = [
  {
    reads: ["alerting.groupWait"],
    check: ({ alerting }) => outside("alerting.groupWait", alerting.groupWait, BEFORE_FIRST_CALL),
  },
  {
    reads: ["alerting.groupInterval"],
    check: ({ alerting }) => outside("alerting.groupInterval", alerting.groupInterval, BETWEEN_CALLS),
  },
];

const contactPointRules: readonly Rule[] = [
  {
    reads: ["alerting.contactPoints"],
    check: ({ alerting: { contactPoints } }) => [
      ...duplicates(
        "alerting.contactPoints",
        ".name",
        contactPoints.map(({ name }) => name),
      ),
      ...contactPoints.flatMap(({ name }, index) =>
        problemIf(
          name === NOBODY || name === EMPTY_CONTACT_POINT,
          `alerting.contactPoints[${index}].name`,
          name,
          "is who gets what no route names: choose another name",
        ),
      ),
    ],
  },
  {
    reads: ["alerting.contactPoints"],
    check: ({ alerting: { contactPoints } }) =>
      contactPoints.flatMap((point, index) => {
        if (point.kind !== "heartbeat") return [];
        return outside(`alerting.contactPoints[${index}].interval`, point.interval, BETWEEN_CALLS);
      }),
  },
  {
    reads: ["alerting.contactPoints", "grafana.smtp"],
    check: ({ alerting: { contactPoints }, grafana: { smtp } }) =>
      contactPoints.flatMap(({ kind, name }, index) =>
        problemIf(
          kind === "email" && smtp === undefined,
          `alerting.contactPoints[${index}].kind`,
          kind,
          `needs the mail server that Grafana and Alertmanager share: set grafana.smtp for "${name}"`,
        ),
      ),
  },
];

/** Who is told of alerts, when, and by which way. */
export const alertingRules: readonly Rule[] = [
  ...contactPointRules,
  ...groupRules,
  ...alertRouteRules,
  ...muteTimingRules,
];
