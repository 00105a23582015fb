import type { Config } from "../../config/config.ts";
import { SLO_ALERTS } from "../../slo/alerts.ts";
import {
  DASHBOARD,
  ENVIRONMENT,
  PAGERDUTY_SEVERITY,
  RUNBOOK,
  SLACK_COLOR,
  SOURCE,
  TEAM,
} from "../../systems/messages/fields.ts";
import { PLAIN, SLACK, TEAMS } from "../../systems/messages/markup.ts";
import {
  body,
  firing,
  firstLogs,
  type GroupName,
  headline,
  resolved,
  title,
} from "../../systems/messages/message.ts";

/** Arguments of a `MessageTemplate`: a group of named templates, which may be used by any contact point. */
export interface MessageTemplateData {
  readonly name: string;
  readonly template: string;
}

/**
 * What all alerts of a group are called. Rules of SLOs have titles of their own, behind the alert's name; those that burn
 * one budget over different windows are the only ones told together.
 */
const NAME: GroupName = ({ value }) => {
  const ofSlo = `^(${Object.values(SLO_ALERTS).join("|")}) .*`;
  const short = value(`. | reReplaceAll "${ofSlo}" "$1"`);
  return `{{ with .CommonLabels.alertname }}${short}{{ else }}${SLO_ALERTS.burn}{{ end }}`;
};

/** Kind of contact point → field → what fills it in. */
function fields(config: Config) {
  return {
    // Grafana puts the text into a page of its own, line by line, and escapes it: no markup gets through.
    // Source: https://github.com/grafana/grafana/blob/main/emails/templates/ng_alert_notification.mjml
    email: { subject: title(PLAIN, NAME), message: body(PLAIN, config) },
    slack: { title: title(SLACK, NAME), text: body(SLACK, config), color: SLACK_COLOR },
    teams: { title: title(TEAMS, NAME), message: body(TEAMS, config) },
    webhook: { title: title(PLAIN, NAME), message: body(PLAIN, config) },
    pagerduty: {
      summary: headline(PLAIN, NAME),
      severity: PAGERDUTY_SEVERITY,
      source: SOURCE,
      class: NAME(PLAIN),
      component: "{{ .CommonLabels.service }}",
      group: "{{ .CommonLabels.namespace }}",
      url: DASHBOARD,
      firing: firing(PLAIN, config),
      resolved: resolved(PLAIN),
      team: TEAM,
      environment: ENVIRONMENT,
      dashboard: DASHBOARD,
      runbook: RUNBOOK,
      logs: firstLogs(config),
    },
  } as const;
}

type Fields = ReturnType<typeof fields>;

/** The call of a template, as a contact point's field has it. */
export function call<Kind extends keyof Fields>(kind: Kind, field: keyof Fields[Kind] & string): string {
  return `{{ template "${nameOf(kind, field)}" . }}`;
}

/**
 * Templates of titles and texts, with the same words as Alertmanager's messages. They are there whoever is told, also for
 * contact points that people make in the browser. None where Prometheus is the engine.
 */
export function messageTemplates(config: Config): readonly MessageTemplateData[] {
  if (config.alerting.engine !== "grafana") return [];
  return Object.entries(fields(config)).map(([kind, texts]) => ({
    name: `lookout ${kind}`,
    template: Object.entries(texts)
      .map(([field, text]) => `{{ define "${nameOf(kind, field)}" }}${text}{{ end }}\n`)
      .join(""),
  }));
}

const nameOf = (kind: string, field: string) => `lookout.${kind}.${field}`;
