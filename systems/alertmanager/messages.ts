/** How a receiver writes what Alertmanager's templates fill in. */
interface Markup {
  /** A value that may hold any sign. */
  readonly value: (expression: string) => string;
  readonly strong: (text: string) => string;
  readonly link: (text: string, url: string) => string;
  /** What is said of one alert. */
  readonly paragraph: (lines: readonly string[]) => string;
}

/** Alerts of a group that are written out. Teams takes 28 kB, and nobody reads more. */
const MOST = 10;

/** The first alert's: a link needs one URL, whatever the size of the group. */
const DASHBOARD = "{{ (index .Alerts 0).Annotations.dashboard_url }}";
const RUNBOOK = "{{ (index .Alerts 0).Annotations.runbook_url }}";

const unescaped = (expression: string) => `{{ ${expression} }}`;

const PLAIN: Markup = {
  value: unescaped,
  strong: (text) => text,
  link: (text, url) => `${text}: ${url}`,
  paragraph: (lines) => `${lines.join("\n")}\n\n`,
};

/** Source: https://docs.slack.dev/messaging/formatting-message-text */
const SLACK: Markup = {
  value: (expression) =>
    `{{ ${expression} | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" }}`,
  strong: (text) => `*${text}*`,
  link: (text, url) => `<${url}|${text}>`,
  paragraph: (lines) => `${lines.join("\n")}\n\n`,
};

/** Source: https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features */
const TEAMS: Markup = {
  value: unescaped,
  strong: (text) => `**${text}**`,
  link: (text, url) => `[${text}](${url})`,
  paragraph: (lines) => `${lines.join("\n\n")}\n\n`,
};

/** Values are escaped by the template engine itself. */
const HTML: Markup = {
  value: unescaped,
  strong: (text) => `<strong>${text}</strong>`,
  link: (text, url) => `<a href="${url}">${text}</a>`,
  paragraph: (lines) => `<p>${lines.join("<br>")}</p>\n`,
};

/** Fields of an `email_config`. */
export function mailMessage() {
  return { headers: { Subject: title(PLAIN) }, html: alerts(HTML), text: alerts(PLAIN) };
}

/** Fields of a `slack_config`. */
export function slackMessage() {
  return {
    title: title(SLACK),
    title_link: DASHBOARD,
    fallback: title(SLACK),
    text: alerts(SLACK),
    color:
      '{{ if ne .Status "firing" }}good{{ else if eq .CommonLabels.severity "page" }}danger{{ else }}warning{{ end }}',
  };
}

/** Fields of an `msteamsv2_config`. */
export function teamsMessage() {
  return { title: title(TEAMS), text: alerts(TEAMS) };
}

/**
 * Fields of a `pagerduty_config`. PagerDuty refuses an event without source or of a severity that it does not know;
 * Alertmanager leaves out links without URL.
 * Source: https://developer.pagerduty.com/docs/send-alert-event
 */
export function pagerdutyMessage() {
  return {
    description: headline(PLAIN),
    severity:
      '{{ if eq .CommonLabels.severity "page" }}critical{{ else if eq .CommonLabels.severity "ticket" }}warning{{ else }}info{{ end }}',
    source: "{{ with .CommonLabels.cluster }}{{ . }}{{ else }}Lookout{{ end }}",
    class: "{{ .CommonLabels.alertname }}",
    client: "Lookout",
    client_url: DASHBOARD,
    links: [
      { href: DASHBOARD, text: "Dashboard" },
      { href: RUNBOOK, text: "Runbook" },
    ],
    details: {
      firing: list(PLAIN, "Firing", firing(PLAIN)),
      resolved: list(PLAIN, "Resolved", over(PLAIN)),
      team: "{{ .CommonLabels.team }}",
      environment: "{{ .CommonLabels.environment }}",
    },
  };
}

/** `PAGE: gpu-3 is not ready`, or `RESOLVED: ErrorBudgetBurn (2): gateway-availability`. */
function title(markup: Markup): string {
  const severity = "{{ with .CommonLabels.severity }}{{ . | toUpper }}: {{ end }}";
  return `{{ if eq .Status "firing" }}${severity}{{ else }}RESOLVED: {{ end }}${headline(markup)}`;
}

/** The summary, where all alerts of the group have the same; else what they are, how many, and of which thing. */
function headline({ value }: Markup): string {
  const of = `{{ with .GroupLabels.slo }}: ${value(".")}{{ else }}{{ with .GroupLabels.service }}: ${value(".")}{{ end }}{{ end }}`;
  const where = `{{ with .GroupLabels.namespace }} in ${value(".")}{{ end }}`;
  const name = `${value(".CommonLabels.alertname")} ({{ len .Alerts }})${of}${where}`;
  return `{{ with .CommonAnnotations.summary }}${value(".")}{{ else }}${name}{{ end }}`;
}

function alerts(markup: Markup): string {
  return list(markup, "Firing", firing(markup)) + list(markup, "Resolved", over(markup));
}

/** The first alerts of a state, and how many there are if not all were written. */
function list({ paragraph }: Markup, state: "Firing" | "Resolved", alert: string): string {
  const first = `{{ range $index, $alert := .Alerts.${state} }}{{ if lt $index ${MOST} }}${alert}{{ end }}{{ end }}`;
  const count = `{{ len .Alerts.${state} }} alerts, of which these are ${MOST}.`;
  return `${first}{{ if gt (len .Alerts.${state}) ${MOST} }}${paragraph([count])}{{ end }}`;
}

/** The user's own rules may lack any label and annotation. */
function firing(markup: Markup): string {
  const { link, paragraph, strong, value } = markup;
  const labels = ["severity", "team", "environment", "cluster"].map((name) =>
    present(`.Labels.${name}`, `${name} ${value(".")}`),
  );
  const links = ["Dashboard", "Runbook"].map((text) =>
    present(`.Annotations.${text.toLowerCase()}_url`, link(text, "{{ . }}")),
  );
  const description = value(".Annotations.description");
  return paragraph([strong(summary(markup)), description, labels.join(""), links.join("")]);
}

function over(markup: Markup): string {
  return markup.paragraph([`${markup.strong("Resolved:")} ${summary(markup)}`]);
}

function summary({ value }: Markup): string {
  return `{{ with .Annotations.summary }}${value(".")}{{ else }}${value(".Labels.alertname")}{{ end }}`;
}

/** Within it, the value is `.`; what lacks it is left out. */
function present(expression: string, text: string): string {
  return `{{ with ${expression} }}· ${text} {{ end }}`;
}
