import type { RenderedDashboard } from "./index.ts";

type Json = Readonly<Record<string, unknown>>;

/** Panels that ask Grafana for what only people who are logged in may see. */
const FOR_USERS = ["alertlist", "dashlist", "annolist"];

/**
 * A copy for those who are not logged in. Grafana knows no variables there, so each stands at All, and the datasource at
 * the stack's own; links lead nowhere without a login.
 * Source: https://grafana.com/docs/grafana/latest/dashboards/share-dashboards-panels/shared-dashboards/#limitations
 */
export function publicVariant({ folder, json, title, uid }: RenderedDashboard): RenderedDashboard {
  const variables = (json["templating"] as { readonly list: readonly Json[] }).list;
  const fixed = new Map(variables.map((variable) => [String(variable["name"]), fixedValue(variable)]));
  const copy = withValues(json, fixed) as Json;
  const publicUid = `${uid}-public`;
  return {
    uid: publicUid,
    title: `${title} (public)`,
    folder,
    json: {
      ...copy,
      uid: publicUid,
      title: `${title} (public)`,
      templating: { list: [] },
      annotations: { list: [] },
      links: [],
      panels: withoutLinks((copy["panels"] as readonly Json[]).filter(isShown).map(opened)),
    },
  };
}

function fixedValue(variable: Json): string {
  if (variable["type"] === "datasource") return (variable["current"] as { readonly value: string }).value;
  return typeof variable["allValue"] === "string" ? variable["allValue"] : ".*";
}

function withValues(value: unknown, fixed: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return inserted(value, fixed);
  if (Array.isArray(value)) return value.map((each) => withValues(each, fixed));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withValues(inner, fixed)]));
}

/** Both notations of Grafana's, the one with a format too. */
function inserted(text: string, fixed: ReadonlyMap<string, string>): string {
  return text.replaceAll(
    /\$\{(\w+)(?::\w+)?\}|\$(\w+)/g,
    (whole, braced?: string, bare?: string) => fixed.get(braced ?? bare ?? "") ?? whole,
  );
}

const isShown = (panel: Json) => !FOR_USERS.includes(String(panel["type"]));

/** Rows hold panels of their own. */
function opened(panel: Json): Json {
  const inner = panel["panels"];
  return Array.isArray(inner) ? { ...panel, panels: (inner as readonly Json[]).filter(isShown) } : panel;
}

function withoutLinks(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((each) => !isLinkProperty(each)).map(withoutLinks);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key, inner]) => !(key === "links" && Array.isArray(inner)));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutLinks(inner)]));
}

/** Of the fields that an override is of. */
const isLinkProperty = (value: unknown) => (value as { readonly id?: unknown } | null)?.id === "links";
