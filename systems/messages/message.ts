import type { Config } from "../../config/config.ts";
import { hasDashboard } from "../../config/packs.ts";
import { DASHBOARDS } from "../../model/dashboards.ts";
import type { Markup } from "./markup.ts";

/** How an engine reads what all alerts of a group are called, which its templates then write. */
export type GroupName = (markup: Markup) => string;

/** Alerts of a group that are written out. Teams takes 28 kB, and nobody reads more. */
const MOST = 10;

/** Nanoseconds before an alert began to which its logs go back: an hour. */
const BEFORE = 3_600_000_000_000;

/** `PAGE: gpu-3 is not ready`, or `RESOLVED: ErrorBudgetBurn (2): gateway-availability`. */
export function title(markup: Markup, name: GroupName): string {
  const severity = "{{ with .CommonLabels.severity }}{{ . | toUpper }}: {{ end }}";
  return `{{ if eq .Status "firing" }}${severity}{{ else }}RESOLVED: {{ end }}${headline(markup, name)}`;
}

/** The summary, where all alerts of the group have the same; else what they are, how many, and of which thing. */
export function headline(markup: Markup, name: GroupName): string {
  const { value } = markup;
  const of = `{{ with .GroupLabels.slo }}: ${value(".")}{{ else }}{{ with .GroupLabels.service }}: ${value(".")}{{ end }}{{ end }}`;
  const where = `{{ with .GroupLabels.namespace }} in ${value(".")}{{ end }}`;
  const several = `${name(markup)} ({{ len .Alerts }})${of}${where}`;
  return `{{ with .CommonAnnotations.summary }}${value(".")}{{ else }}${several}{{ end }}`;
}

/** All alerts of the group. */
export function body(markup: Markup, config: Config): string {
  return firing(markup, config) + resolved(markup);
}

/** Those that fire: what is wrong, of what, and where to look. */
export function firing(markup: Markup, config: Config): string {
  return list(markup, "Firing", alert(markup, config));
}

export function resolved(markup: Markup): string {
  return list(markup, "Resolved", markup.paragraph([`${markup.strong("Resolved:")} ${summary(markup)}`]));
}

/** The first alerts of a state, and how many there are if not all were written. */
function list({ paragraph }: Markup, state: "Firing" | "Resolved", each: string): string {
  const first = `{{ range $index, $alert := .Alerts.${state} }}{{ if lt $index ${MOST} }}${each}{{ end }}{{ end }}`;
  const count = `{{ len .Alerts.${state} }} alerts, of which these are ${MOST}.`;
  return `${first}{{ if gt (len .Alerts.${state}) ${MOST} }}${paragraph([count])}{{ end }}`;
}

/** The user's own rules may lack any label and annotation. */
function alert(markup: Markup, config: Config): string {
  const { link, paragraph, strong, value } = markup;
  const labels = ["severity", "team", "environment", "cluster"].map((name) =>
    present(`.Labels.${name}`, `${name} ${value(".")}`),
  );
  const about = [present(".Annotations.value", `value ${value(".")}`), ...labels];
  const links = ["Dashboard", "Runbook"].map((text) =>
    present(`.Annotations.${text.toLowerCase()}_url`, link(text, "{{ . }}")),
  );
  const all = [...links, withLogs(`· ${link("Logs", logsUrl(config))} `, config)];
  return paragraph([
    strong(summary(markup)),
    value(".Annotations.description"),
    about.join(""),
    all.join(""),
  ]);
}

function summary({ value }: Markup): string {
  return `{{ with .Annotations.summary }}${value(".")}{{ else }}${value(".Labels.alertname")}{{ end }}`;
}

/** Within it, the value is `.`; what lacks it is left out. */
function present(expression: string, text: string): string {
  return `{{ with ${expression} }}· ${text} {{ end }}`;
}

/** Where the first alert's logs are; empty where nobody can say. */
export function firstLogs(config: Config): string {
  return `{{ with index .Alerts 0 }}${withLogs(logsUrl(config), config)}{{ end }}`;
}

/** Left out where the alert has neither service nor namespace, or the stack no dashboard of logs. */
function withLogs(template: string, config: Config): string {
  if (!hasDashboard(DASHBOARDS.logs, config)) return "";
  return `{{ if or ${services(config)} .Labels.namespace }}${template}{{ end }}`;
}

/** The logs of an alert's service and namespace, since before it began. */
function logsUrl(config: Config): string {
  const board = `${config.grafana.url.href.replace(/\/$/, "")}/d/${DASHBOARDS.logs}`;
  const from = `{{ (.StartsAt.Add -${BEFORE}).UnixMilli }}`;
  const variable = (name: string, label: string) =>
    `{{ with ${label} }}&var-${name}={{ . | urlquery }}{{ end }}`;
  return [
    `${board}?from=${from}&to=now`,
    variable("service", `or ${services(config)}`),
    variable("namespace", ".Labels.namespace"),
  ].join("");
}

/** What SLOs call it, and what the services' own series do. */
function services({ metrics }: Config): string {
  return [...new Set(["service", metrics.labels.service])].map((label) => `.Labels.${label}`).join(" ");
}
