import { EMPTY_CONTACT_POINT, NOBODY } from "../../model/names.ts";
import { alertRouteRules } from "./alert-routes.ts";
import { muteTimingRules } from "./mute-timings.ts";
import { duplicates, problemIf, type Rule } from "./rule.ts";

/** Between a heartbeat's calls: Alertmanager's replicas wait 15 s for each other, and an hour is a long silence. */
const HEARTBEAT_SECONDS = { least: 30, most: 3600 } as const;

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
        const { seconds, text } = point.interval;
        return problemIf(
          seconds < HEARTBEAT_SECONDS.least || seconds > HEARTBEAT_SECONDS.most,
          `alerting.contactPoints[${index}].interval`,
          text,
          "is outside 30s to 1h",
        );
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
export const alertingRules: readonly Rule[] = [...contactPointRules, ...alertRouteRules, ...muteTimingRules];
