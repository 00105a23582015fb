import { isObject, type Json, objectsIn } from "../../config/dashboards/json.ts";
import { DATASOURCES } from "../../model/datasources.ts";
import type { Datasource as Provisioned } from "../../provisioning/datasources/index.ts";
import type { Arrived, Asking } from "./arrival.ts";
import { CheckError, type Checklist, type Step } from "./checklist.ts";
import type { Datasource, Datasources } from "./datasources.ts";
import { derived } from "./derived.ts";
import { datasourceOf, follow, MISCONFIGURED } from "./follow.ts";
import type { Row } from "./query.ts";
import { spanLinkChecks } from "./span-links.ts";

const { jaeger, loki, prometheus } = DATASOURCES;

/**
 * Each link that the stack provisions, as Grafana has it and would follow it, from the test signals to one another.
 *
 * @param provisioned what the stack puts into Grafana: which links there must be.
 */
export function linkChecks(
  list: Checklist,
  provisioned: readonly Provisioned[],
  datasources: Step<Datasources>,
  arrived: Arrived,
  asking: Asking,
): void {
  const { exemplar, line, trace } = arrived;
  const settings = (uid: string): Json => provisioned.find((each) => each.uid === uid)?.jsonData ?? {};
  for (const { name } of objectsIn(settings(prometheus.uid)["exemplarTraceIdDestinations"])) {
    const check = `exemplar → trace, by ${String(name)}`;
    list.step("links", check, [datasources, exemplar, trace], MISCONFIGURED, async (known, row) => {
      const { id, to } = destination(datasourceOf(known, prometheus.uid), row);
      return toTrace(to, id, "exemplarTraceIdDestinations", known, asking);
    });
  }
  for (const { datasourceUid, name } of objectsIn(settings(loki.uid)["derivedFields"])) {
    // Others lead on by correlations alone.
    if (datasourceUid === undefined) continue;
    const check = `log line → trace, by “${String(name)}”`;
    list.step("links", check, [datasources, line, trace], MISCONFIGURED, async (known, row) => {
      const field = derivedField(datasourceOf(known, loki.uid), String(name));
      const setting = `derivedFields, “${String(name)}”,`;
      return toTrace(field["datasourceUid"], traceIdIn(row, field), setting, known, asking);
    });
  }
  spanLinkChecks(list, settings(jaeger.uid), datasources, arrived, asking);
}

/** A link that hands on a trace's id. */
function toTrace(to: unknown, id: unknown, setting: string, known: Datasources, asking: Asking) {
  return follow({ to, asked: { query: id }, shown: `trace ${String(id)}`, setting }, known, asking);
}

/**
 * The label of an exemplar that leads on, and to where.
 * Source: https://github.com/grafana/grafana/blob/v12.4.0/packages/grafana-prometheus/src/result_transformer.ts
 */
function destination({ name, settings }: Datasource, exemplar: Row) {
  const all = objectsIn(settings["exemplarTraceIdDestinations"]);
  const found = all.find((each) => each["datasourceUid"] !== undefined && String(each["name"]) in exemplar);
  if (found !== undefined) return { id: exemplar[String(found["name"])], to: found["datasourceUid"] };
  const looked = all.map((each) => String(each["name"])).join(", ");
  throw new CheckError(
    `exemplarTraceIdDestinations of ${name} read ${looked === "" ? "no label" : looked}; the exemplar has ${Object.keys(exemplar).join(", ")}`,
    MISCONFIGURED,
  );
}

function derivedField({ name, settings }: Datasource, wanted: string): Json {
  const all = objectsIn(settings["derivedFields"]);
  const found = all.find((each) => each["name"] === wanted && each["datasourceUid"] !== undefined);
  if (found !== undefined) return found;
  const there = all.map((each) => String(each["name"])).join(", ");
  throw new CheckError(
    `derivedFields of ${name} have no “${wanted}” that leads to a datasource; there ${there === "" ? "is none" : `are: ${there}`}`,
    MISCONFIGURED,
  );
}

/** @throws CheckError for a line that it reads nothing out of. */
function traceIdIn(row: Row, field: Json): unknown {
  const value = derived(field, row);
  if (value !== undefined) return value;
  const where =
    field["matcherType"] === "label"
      ? `its labels ${Object.keys(isObject(row["labels"]) ? row["labels"] : {}).join(", ")}`
      : `its text ${String(row["Line"])}`;
  throw new CheckError(
    `derivedFields, “${String(field["name"])}”: ${String(field["matcherRegex"])} finds nothing in ${where}`,
    MISCONFIGURED,
  );
}
