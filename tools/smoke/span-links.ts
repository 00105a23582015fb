import { isObject, type Json, objectsIn } from "../../config/dashboards/json.ts";
import { DATASOURCES } from "../../model/datasources.ts";
import { parseDuration } from "../../model/duration.ts";
import type { Arrived, Asking } from "./arrival.ts";
import { CheckError, type Checklist, type Step } from "./checklist.ts";
import type { Datasources } from "./datasources.ts";
import { datasourceOf, follow, MISCONFIGURED } from "./follow.ts";
import type { Row, Span } from "./query.ts";
import { filled, matchersOf, tagsOf, variablesOf } from "./template.ts";

const { uid } = DATASOURCES.jaeger;

/** The links of a span: to its logs, and to the metrics of its operation. */
export function spanLinkChecks(
  list: Checklist,
  settings: Json,
  datasources: Step<Datasources>,
  { line, metric, trace }: Arrived,
  asking: Asking,
): void {
  if (isObject(settings["tracesToLogsV2"]))
    list.step("links", "span → logs", [datasources, trace, line], MISCONFIGURED, async (known, span) => {
      const setting = "tracesToLogsV2";
      const link = linkOf(known, setting);
      const shown = filled(logsQuery(link), variables(span, link, setting));
      const asked = { expr: shown, queryType: "range" };
      const within = around(span, link, "0s");
      return follow({ to: link["datasourceUid"], asked, shown, setting, within }, known, asking);
    });
  const wanted = settings["tracesToMetrics"];
  for (const { name } of objectsIn(isObject(wanted) ? wanted["queries"] : [])) {
    const check = `span → metrics, “${String(name)}”`;
    list.step("links", check, [datasources, trace, metric], MISCONFIGURED, async (known, span) => {
      const link = linkOf(known, "tracesToMetrics");
      const found = objectsIn(link["queries"]).find((each) => each["name"] === name);
      if (found === undefined)
        throw new CheckError(`tracesToMetrics has no query “${String(name)}”`, MISCONFIGURED);
      const setting = `tracesToMetrics, “${String(name)}”,`;
      const shown = filled(String(found["query"]), variables(span, link, setting));
      const asked = { expr: shown, range: true, instant: false };
      const within = around(span, link, "2m");
      return follow({ to: link["datasourceUid"], asked, shown, setting, within }, known, asking);
    });
  }
}

function linkOf(known: Datasources, setting: string): Json {
  const { name, settings } = datasourceOf(known, uid);
  const link = settings[setting];
  if (isObject(link) && link["datasourceUid"] !== undefined) return link;
  throw new CheckError(`${name} has no ${setting} that leads to a datasource`, MISCONFIGURED);
}

/** Without any of the tags Grafana shows no link to logs, and no query that could find the span's metrics. */
function variables(span: Row, link: Json, setting: string) {
  const tags = objectsIn(link["tags"]);
  const matchers = matchersOf(span, tags);
  if (matchers !== "") return variablesOf(span, matchers);
  const wanted = tags.map(({ key }) => String(key)).join(", ");
  const there = tagsOf(span)
    .map(({ key }) => key)
    .join(", ");
  throw new CheckError(
    `${setting} reads the tags ${wanted === "" ? "(none)" : wanted}; the span has: ${there}`,
    `${MISCONFIGURED}. The collector writes the service's name on each span: is its config the stack's?`,
  );
}

/**
 * What Grafana asks Loki where the link has no query of its own.
 * Source: https://github.com/grafana/grafana/blob/v12.4.0/public/app/features/explore/TraceView/createSpanLink.tsx
 */
function logsQuery(link: Json): string {
  if (link["customQuery"] === true) return String(link["query"]);
  const named = (what: "trace" | "span", variable: string) =>
    ` | label_format log_line_contains_${what}_id=\`{{ contains "${variable}" __line__ }}\` | log_line_contains_${what}_id="true" or ${what}_id="${variable}"`;
  return [
    "{${__tags}}",
    ...(link["filterByTraceID"] === true ? [named("trace", "${__span.traceId}")] : []),
    ...(link["filterBySpanID"] === true ? [named("span", "${__span.spanId}")] : []),
  ].join("");
}

/** The time that a link of the span asks about; Jaeger's datasource tells milliseconds. */
function around(span: Row, link: Json, usual: string): Span {
  const start = Number(span["startTime"]);
  return {
    from: Math.floor(start + shift(link["spanStartTimeShift"], `-${usual}`)),
    to: Math.ceil(start + Number(span["duration"]) + shift(link["spanEndTimeShift"], usual)) + 1,
  };
}

/** Milliseconds of `-30m`. */
function shift(given: unknown, usual: string): number {
  const text = typeof given === "string" && given !== "" ? given : usual;
  const seconds = parseDuration(text.replace(/^-/, ""))?.seconds ?? 0;
  return (text.startsWith("-") ? -1000 : 1000) * seconds;
}
