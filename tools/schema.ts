import { readFileSync, writeFileSync } from "node:fs";
import { stackFileSchema } from "../config/json-schema.ts";
import { insertDashboards } from "./dashboards-table.ts";
import { insertLinks } from "./links-table.ts";
import { insertAlerts, insertSections, insertSettings } from "./settings-table.ts";

/** Where the generated files stand. */
export const SCHEMA_FILE = "config/stack.schema.json";
export const SETTINGS_FILE = "docs/settings.md";
export const ALERTS_FILE = "docs/alerts.md";
export const DASHBOARDS_FILE = "docs/dashboards.md";
export const LINKS_FILE = "docs/links.md";
export const README = "README.md";

/** The generated files: path → content. */
export function generated(): ReadonlyMap<string, string> {
  return new Map([
    [SCHEMA_FILE, `${JSON.stringify(stackFileSchema(), undefined, 2)}\n`],
    [SETTINGS_FILE, insertSettings(readFileSync(SETTINGS_FILE, "utf8"))],
    [ALERTS_FILE, insertAlerts(readFileSync(ALERTS_FILE, "utf8"))],
    [DASHBOARDS_FILE, insertDashboards(readFileSync(DASHBOARDS_FILE, "utf8"))],
    [LINKS_FILE, insertLinks(readFileSync(LINKS_FILE, "utf8"))],
    [README, insertSections(readFileSync(README, "utf8"))],
  ]);
}

if (import.meta.main) {
  for (const [path, content] of generated()) writeFileSync(path, content);
}
