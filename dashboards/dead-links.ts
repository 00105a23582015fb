import type { Config } from "../config/config.ts";
import { hasDashboard } from "../config/packs.ts";
import { DASHBOARDS } from "../model/dashboards.ts";

type Json = Readonly<Record<string, unknown>>;

/** A dashboard without its links to those of packs that the stack has not. */
export function withoutDeadLinks(json: Json, config: Config): Json {
  const missing = Object.values(DASHBOARDS).filter((uid) => !hasDashboard(uid, config));
  return missing.length === 0 ? json : (cleaned(json, missing) as Json);
}

function cleaned(value: unknown, missing: readonly string[]): unknown {
  if (Array.isArray(value))
    return value.filter((each) => !isDead(each, missing)).map((each) => cleaned(each, missing));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner, missing)]));
}

function isDead(link: unknown, missing: readonly string[]): boolean {
  const url = (link as { readonly url?: unknown } | null)?.url;
  return typeof url === "string" && missing.includes(/^\/d\/([\w-]+)/.exec(url)?.[1] ?? "");
}
