import type { Config } from "../config/config.ts";
import { hasDashboard } from "../config/packs.ts";
import type { Alert } from "../model/alert.ts";
import { type Dialect, inUrl } from "./texts.ts";

/** The part of `docs/runbooks.md` on an alert: headings are the alerts' names, and readers make anchors so. */
export function runbookAnchor(name: string): string {
  return name.toLowerCase();
}

/** Absolute, or undefined where the stack does not say where its runbooks can be read. */
export function runbookUrl({ name, runbook }: Alert, { alerting }: Config): string | undefined {
  if (runbook !== undefined) return runbook.href;
  if (alerting.runbookBaseUrl === undefined) return undefined;
  const url = new URL(alerting.runbookBaseUrl);
  url.hash = runbookAnchor(name);
  return url.href;
}

/**
 * The alert's panel alone, by the address under which people open Grafana; undefined where the stack has not its
 * dashboard.
 */
export function panelUrl({ panel }: Alert, config: Config, dialect: Dialect): string | undefined {
  if (!hasDashboard(panel.dashboard, config)) return undefined;
  const { grafana } = config;
  const base = grafana.url.href.replace(/\/$/, "");
  const variables = Object.entries(panel.variables ?? {}).map(
    ([name, value]) => `&var-${encodeURIComponent(name)}=${inUrl(value, dialect)}`,
  );
  return `${base}/d/${panel.dashboard}?viewPanel=${panel.panel}${variables.join("")}`;
}
