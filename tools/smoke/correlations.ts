import type { Config } from "../../config/config.ts";
import { isObject, type Json, objectsIn } from "../../config/dashboards/json.ts";
import { DATASOURCES } from "../../model/datasources.ts";
import { type Correlation, correlations } from "../../provisioning/correlations.ts";
import {
  REQUEST_FIELDS,
  SERVICE_FIELD,
  TRACE_FIELDS,
} from "../../provisioning/datasources/derived-fields.ts";
import { LABELS, SPAN_METRICS } from "../../provisioning/names.ts";
import { ToolError } from "../call/tool-error.ts";
import { get, refusal } from "../grafana/api.ts";
import type { Arrived, Asking } from "./arrival.ts";
import { CheckError, type Checklist, type Step } from "./checklist.ts";
import type { Datasources } from "./datasources.ts";
import { derived } from "./derived.ts";
import { datasourceOf, follow } from "./follow.ts";
import type { Row } from "./query.ts";
import { OPERATION, SERVICE } from "./signals.ts";
import { filled } from "./template.ts";

const PATIENCE_MILLISECONDS = 15_000;
/** Grafana's longest page of them; a stack has some fifteen. */
const MOST = 1000;
const REPAIR =
  "Grafana's correlation is not as the stack made it: `pulumi up --refresh --run-program` repairs it";

/** A row of Explore's table for the span metrics of the test span. */
const METRICS_ROW: Row = { [LABELS.service]: SERVICE, [SPAN_METRICS.operation]: OPERATION };
/** Derived fields that the test line has. */
const LINE_FIELDS = [SERVICE_FIELD, ...TRACE_FIELDS, ...REQUEST_FIELDS].map(({ name }) => name);

/**
 * Each correlation of the stack that the test signals have the columns for. Those of pods and of other services' metrics
 * are left out: nothing of that kind was sent.
 */
export function correlationChecks(
  list: Checklist,
  config: Config,
  datasources: Step<Datasources>,
  { line, metric, trace }: Arrived,
  asking: Asking,
): void {
  const wanted = correlations(config).filter(isFollowed);
  const there = list.step("grafana", "tells of its correlations", [datasources], "", async () => {
    const access = await asking.access();
    const path = `/api/datasources/correlations?limit=${MOST}`;
    const answer = await get(path, access, asking.clock.patience(PATIENCE_MILLISECONDS));
    if (answer.status !== 200)
      throw new ToolError(refusal(answer, "the correlations", access, "the role Viewer"));
    const all = objectsIn(isObject(answer.content) ? answer.content["correlations"] : []);
    return { says: `${all.length} of them`, value: all };
  });
  for (const one of wanted) {
    const check = `${one.sourceUid} → ${one.targetUid}, “${one.label}”, by ${one.field}`;
    const before = [datasources, there, line, metric, trace] as const;
    list.step("links", check, before, REPAIR, async (known, all, row) => {
      const found = all.find((each) => isSame(each, one));
      if (found === undefined)
        throw new CheckError(
          `Grafana has no correlation “${one.label}” of the field ${one.field} in ${one.sourceUid}`,
          REPAIR,
        );
      const columns = one.sourceUid === DATASOURCES.loki.uid ? fieldsOf(row, known) : METRICS_ROW;
      const variables = { ...columns, __value: { raw: columns[one.field] } };
      const { target = {} } = configOf(found);
      const asked = Object.fromEntries(
        Object.entries(isObject(target) ? target : {}).map(([key, value]) => [
          key,
          typeof value === "string" ? filled(value, variables) : value,
        ]),
      );
      const shown = String(asked["expr"] ?? JSON.stringify(asked));
      const setting = `the correlation “${one.label}”`;
      return follow({ to: found["targetUID"], asked, shown, setting }, known, asking);
    });
  }
}

function isFollowed({ field, needs, sourceUid, target }: Correlation): boolean {
  const named = [...JSON.stringify(target).matchAll(/\$\{(\w+)/g)].map(([, name]) => name!);
  const columns = [field, ...named.filter((name) => name !== "__value")];
  const known = sourceUid === DATASOURCES.loki.uid ? LINE_FIELDS : Object.keys(METRICS_ROW);
  const metrics = needs.flatMap((need) => (need.kind === "metric" ? [need.name] : []));
  return (
    columns.every((name) => known.includes(name)) && metrics.every((name) => name === SPAN_METRICS.calls)
  );
}

const configOf = ({ config }: Json): Json => (isObject(config) ? config : {});

function isSame(there: Json, { field, label, sourceUid }: Correlation): boolean {
  return there["sourceUID"] === sourceUid && there["label"] === label && configOf(there)["field"] === field;
}

/** What Grafana reads out of the line, as columns. */
function fieldsOf(line: Row, known: Datasources): Row {
  const { settings } = datasourceOf(known, DATASOURCES.loki.uid);
  return Object.fromEntries(
    objectsIn(settings["derivedFields"]).map((field) => [String(field["name"]), derived(field, line)]),
  );
}
