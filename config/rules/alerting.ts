import { NOBODY } from "../../model/names.ts";
import { duplicates, problemIf, type Rule } from "./rule.ts";

/** Who is told of alerts, and by which way. */
export const alertingRules: readonly Rule[] = [
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
          name === NOBODY,
          `alerting.contactPoints[${index}].name`,
          name,
          "is who gets what no route names: choose another name",
        ),
      ),
    ],
  },
  {
    reads: ["alerting.contactPoints", "alerting.routes"],
    check: ({ alerting: { contactPoints, routes } }) => {
      const names = contactPoints.map(({ name }) => name);
      const known = names.length > 0 ? `there are ${names.join(", ")}` : "alerting.contactPoints has none";
      return Object.entries(routes).flatMap(([severity, name]) =>
        problemIf(
          name !== undefined && !names.includes(name),
          `alerting.routes.${severity}`,
          name,
          `is no contact point: ${known}`,
        ),
      );
    },
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
