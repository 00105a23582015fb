import type { Config } from "../../config/config.ts";
import {
  DASHBOARD,
  ENVIRONMENT,
  PAGERDUTY_SEVERITY,
  RUNBOOK,
  SLACK_COLOR,
  SOURCE,
  TEAM,
} from "../messages/fields.ts";
import { HTML, PLAIN, SLACK, TEAMS } from "../messages/markup.ts";
import { body, firing, firstLogs, type GroupName, headline, resolved, title } from "../messages/message.ts";

/** Groups are made by it. */
const NAME: GroupName = ({ value }) => value(".CommonLabels.alertname");

/** Fields of an `email_config`. */
export function mailMessage(config: Config) {
  return { headers: { Subject: title(PLAIN, NAME) }, html: body(HTML, config), text: body(PLAIN, config) };
}

/** Fields of a `slack_config`. */
export function slackMessage(config: Config) {
  return {
    title: title(SLACK, NAME),
    title_link: DASHBOARD,
    fallback: title(SLACK, NAME),
    text: body(SLACK, config),
    color: SLACK_COLOR,
  };
}

/** Fields of an `msteamsv2_config`. */
export function teamsMessage(config: Config) {
  return { title: title(TEAMS, NAME), text: body(TEAMS, config) };
}

/**
 * Fields of a `pagerduty_config`. PagerDuty refuses an event without source or of a severity that it does not know;
 * Alertmanager leaves out links without URL.
 * Source: https://developer.pagerduty.com/docs/send-alert-event
 */
export function pagerdutyMessage(config: Config) {
  return {
    description: headline(PLAIN, NAME),
    severity: PAGERDUTY_SEVERITY,
    source: SOURCE,
    class: NAME(PLAIN),
    client: "Lookout",
    client_url: DASHBOARD,
    links: [
      { href: DASHBOARD, text: "Dashboard" },
      { href: RUNBOOK, text: "Runbook" },
      { href: firstLogs(config), text: "Logs" },
    ],
    details: {
      firing: firing(PLAIN, config),
      resolved: resolved(PLAIN),
      team: TEAM,
      environment: ENVIRONMENT,
    },
  };
}
