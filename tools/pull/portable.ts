import { datasourceVariables, readReference } from "../../config/dashboards/datasources.ts";
import { isObject, type Json, listed } from "../../config/dashboards/json.ts";
import { references, withDatasources } from "../../config/dashboards/references.ts";
import { DATASOURCES } from "../../model/datasources.ts";

/** The systems that a dashboard asks by a variable, in the order in which people see the variables. */
const ASKED = [DATASOURCES.prometheus, DATASOURCES.loki, DATASOURCES.jaeger];

/** A dashboard that does not name the datasources of the stack where it was made. */
export interface Portable {
  readonly dashboard: Json;
  /** Names of variables that it has now. */
  readonly added: readonly string[];
}

/**
 * Lets a variable stand for each of the stack's own systems, under the names that Grafana's dashboard linter wants. Other
 * references stay.
 */
export function portable(dashboard: Json): Portable {
  const present = datasourceVariables(dashboard);
  const used = references(dashboard).map(({ datasource }) => uidOf(datasource));
  const needed = ASKED.filter(({ uid }) => used.includes(uid));
  const types = new Set([...present.values(), ...needed.map(({ type }) => type)]);
  const names = new Map(
    needed.map((system) => [
      system.uid as string,
      variableOf(system.type, present) ?? nameOf(system.type, types),
    ]),
  );
  const added = needed.filter(({ type }) => variableOf(type, present) === undefined);
  const variables = added.map((system) => variable(system, names.get(system.uid)!, types));
  const replaced = withDatasources(dashboard, ({ datasource }) => {
    const name = names.get(uidOf(datasource) ?? "");
    const type = ASKED.find(({ uid }) => uid === uidOf(datasource))?.type;
    return name === undefined ? datasource : { type, uid: `\${${name}}` };
  });
  return { dashboard: withVariables(replaced, variables), added: added.map(({ uid }) => names.get(uid)!) };
}

function uidOf(datasource: unknown): string | undefined {
  const named = readReference(datasource);
  return named.kind === "uid" ? named.uid : undefined;
}

function variableOf(type: string, present: ReadonlyMap<string, string>): string | undefined {
  return [...present].find(([, each]) => each === type)?.[0];
}

const nameOf = (type: string, types: ReadonlySet<string>) =>
  types.size === 1 ? "datasource" : `${type}_datasource`;

type System = (typeof ASKED)[number];

function variable({ name, type, uid }: System, variableName: string, types: ReadonlySet<string>): Json {
  return {
    name: variableName,
    type: "datasource",
    label: types.size === 1 ? "Data source" : `${name} data source`,
    query: type,
    current: { selected: true, text: name, value: uid },
    includeAll: false,
    multi: false,
    hide: 0,
    options: [],
    refresh: 1,
    regex: "",
  };
}

/** First: those that the dashboard has may ask them. */
function withVariables(dashboard: Json, variables: readonly Json[]): Json {
  if (variables.length === 0) return dashboard;
  const templating = dashboard["templating"];
  const list = [...variables, ...listed(dashboard, "templating")];
  return { ...dashboard, templating: { ...(isObject(templating) ? templating : {}), list } };
}
