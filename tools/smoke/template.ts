import { isObject, type Json, objectsIn } from "../../config/dashboards/json.ts";
import type { Row } from "./query.ts";

/** What links of a span may name: `__span` and `__tags`. */
export type Variables = Readonly<Record<string, unknown>>;

interface Tag {
  readonly key: string;
  readonly value: unknown;
}

/** The tags of a span and of its process, in the order in which Grafana goes through them. */
export function tagsOf(span: Row): readonly Tag[] {
  return [...objectsIn(span["serviceTags"]), ...objectsIn(span["tags"])].map(({ key, value }) => ({
    key: String(key),
    value,
  }));
}

/**
 * The matchers that Grafana makes of a span's tags by a link's own table: none where the span has none of them.
 * Source: https://github.com/grafana/grafana/blob/v12.4.0/public/app/features/explore/TraceView/createSpanLink.tsx
 */
export function matchersOf(span: Row, wanted: readonly Json[]): string {
  return tagsOf(span)
    .flatMap(({ key, value }) => {
      const tag = wanted.find((each) => each["key"] === key);
      if (tag === undefined) return [];
      const label = typeof tag["value"] === "string" && tag["value"] !== "" ? tag["value"] : key;
      return [`${label}="${value}"`];
    })
    .join(", ");
}

/** Source: as above. */
export function variablesOf(span: Row, matchers: string): Variables {
  return {
    __tags: matchers,
    __span: {
      traceId: span["traceID"],
      spanId: span["spanID"],
      name: span["operationName"],
      duration: span["duration"],
      tags: Object.fromEntries(tagsOf(span).map(({ key, value }) => [key, value])),
    },
  };
}

/**
 * Writes values where a text names them: `${__span.traceId}`, `${__span.tags["x"]}`, `${__span.name:doublequote}`, `$__tags`.
 * What has no value stays, for Grafana's server: `$__rate_interval`.
 * Source: https://grafana.com/docs/grafana/latest/visualizations/dashboards/variables/variable-syntax/
 */
export function filled(text: string, variables: Variables): string {
  return text.replaceAll(/\$\{([^}]+)\}|\$(\w+)/g, (whole, braced?: string, plain?: string) => {
    const [, path, format] = /^(.*?)(?::(\w+))?$/.exec(braced ?? plain ?? "") ?? [];
    const value = valueAt(path ?? "", variables);
    if (value === undefined) return whole;
    return format === "doublequote" ? `"${String(value).replaceAll('"', '\\"')}"` : String(value);
  });
}

/** Keys after dots, or in quotes within brackets. */
function valueAt(path: string, variables: Variables): unknown {
  const keys = [...path.matchAll(/\["([^"]+)"\]|([^.[\]]+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
  return keys.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), variables);
}
