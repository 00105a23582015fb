import { checkLogql } from "../logql.ts";
import { checkPromql } from "../promql.ts";
import { checkAsked } from "./asked.ts";
import { type KnownDatasources, typeOf } from "./datasources.ts";
import { allPanels, isObject, type Json, listed, objectsIn, panelName } from "./json.ts";

/** A question of a panel, a variable or an annotation. */
export interface DashboardQuery {
  /** As a message says it: `panel "Requests", query A`. */
  readonly where: string;
  /** Of the datasource: `prometheus`, `loki`; undefined where it is not known. */
  readonly type: string | undefined;
  readonly text: string;
  /** Whether it is asked for one point in time: then samples over a range are an answer too. */
  readonly instant: boolean;
}

/** Every text that a dashboard asks of Prometheus, Loki and the like: what stands under `expr`, and in variables. */
export function queriesOf(dashboard: Json, known: KnownDatasources): readonly DashboardQuery[] {
  const asked = (where: string, text: unknown, datasource: unknown, instant = false) =>
    typeof text === "string" ? [{ where, text, type: typeOf(datasource, dashboard, known), instant }] : [];
  const ofPanels = allPanels(dashboard).flatMap((panel) =>
    objectsIn(panel["targets"]).flatMap(({ datasource, expr, instant, range, refId }) => {
      const where = `${panelName(panel)}, query ${String(refId)}`;
      return asked(where, expr, datasource ?? panel["datasource"], instant === true && range !== true);
    }),
  );
  const ofVariables = listed(dashboard, "templating")
    .filter(({ type }) => type === "query")
    .flatMap(({ datasource, name, query }) =>
      asked(`variable ${JSON.stringify(name)}`, queryOfVariable(query), datasource),
    );
  const ofAnnotations = listed(dashboard, "annotations").flatMap(({ datasource, expr, name, target }) => {
    const text = expr ?? (isObject(target) ? target["expr"] : undefined);
    return asked(`annotation ${JSON.stringify(name)}`, text, datasource);
  });
  return [...ofPanels, ...ofVariables, ...ofAnnotations];
}

/** What is wrong with the PromQL and LogQL of a dashboard, one for each query. */
export function checkQueries(dashboard: Json, known: KnownDatasources): readonly string[] {
  return queriesOf(dashboard, known).flatMap(({ where, ...query }) => {
    const complaint = complaintOf(query);
    return complaint === undefined ? [] : [`${where} ${complaint}`];
  });
}

function complaintOf({ instant, text, type }: Omit<DashboardQuery, "where">): string | undefined {
  const options = { scalars: true, ranges: instant };
  if (type === "prometheus") return checkAsked(text, (asked) => checkPromql(asked, options));
  if (type === "loki") return checkAsked(text, checkLogql);
  return undefined;
}

/**
 * The PromQL or LogQL within a variable's query, where it has any: of `label_values(up{job="x"}, instance)` the selector.
 * Loki's editor writes fields instead of a function.
 */
function queryOfVariable(query: unknown): string | undefined {
  const { query: text, stream } = isObject(query) ? query : { query, stream: undefined };
  if (typeof stream === "string") return stream === "" ? undefined : stream;
  if (typeof text !== "string") return undefined;
  const [, selector, result] =
    /^\s*(?:label_values\((.+),\s*[\w$:.{}[\]-]+\s*\)|query_result\((.+)\))\s*$/s.exec(text) ?? [];
  return selector ?? result;
}
