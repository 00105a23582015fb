import { DATASOURCES } from "../../model/datasources.ts";
import { isObject, type Json, listed } from "./json.ts";
import { type Reference, references } from "./references.ts";

/** UID → type of the datasources that a stack makes. */
export type KnownDatasources = ReadonlyMap<string, string>;

/** Grafana's own, which are everywhere: what they stand under in dashboards of any age. */
const BUILT_IN = ["-- Grafana --", "-- Mixed --", "-- Dashboard --", "grafana", "__expr__", "-100"];

/** What a reference without any UID leads to. */
const DEFAULT = DATASOURCES.prometheus.type;

/** The stack's own systems and those that its config names. Alertmanager is only there with its engine. */
export function knownDatasources(
  engine: "grafana" | "prometheus",
  own: readonly { readonly uid: string; readonly type: string }[],
): KnownDatasources {
  const systems = Object.values(DATASOURCES).filter(
    ({ uid }) => uid !== DATASOURCES.alertmanager.uid || engine === "prometheus",
  );
  return new Map([...systems, ...own].map(({ type, uid }) => [uid, type]));
}

/** What a reference names: a UID, a variable's name, or neither where Grafana takes its default. */
export type Named =
  | { readonly kind: "default"; readonly type: string | undefined }
  | { readonly kind: "built-in" }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "uid"; readonly uid: string; readonly type: string | undefined };

/** Reads `{type, uid}`, and the bare text of dashboards from before Grafana 8.3. */
export function readReference(datasource: unknown): Named {
  const { type, uid } = isObject(datasource) ? datasource : { type: undefined, uid: datasource };
  const kind = typeof type === "string" ? type : undefined;
  if (typeof uid !== "string" || uid === "") return { kind: "default", type: kind };
  if (BUILT_IN.includes(uid)) return { kind: "built-in" };
  const [, braced, bracketed, bare] = /^(?:\$\{(\w+)(?::\w+)?\}|\[\[(\w+)\]\]|\$(\w+))$/.exec(uid) ?? [];
  const name = braced ?? bracketed ?? bare;
  return name === undefined ? { kind: "uid", uid, type: kind } : { kind: "variable", name };
}

/** Name → type of the variables from which people choose a datasource. */
export function datasourceVariables(dashboard: Json): ReadonlyMap<string, string> {
  const variables = listed(dashboard, "templating").filter(({ type }) => type === "datasource");
  return new Map(variables.map(({ name, query }) => [String(name), String(query)]));
}

/** The type of what a reference leads to, as far as it is known. */
export function typeOf(datasource: unknown, dashboard: Json, known: KnownDatasources): string | undefined {
  const named = readReference(datasource);
  switch (named.kind) {
    case "default":
      return named.type ?? DEFAULT;
    case "built-in":
      return undefined;
    case "variable":
      return datasourceVariables(dashboard).get(named.name);
    case "uid":
      return known.get(named.uid) ?? named.type;
  }
}

/** What is wrong with the references of a dashboard to datasources: one for each that would not be there. */
export function checkDatasources(dashboard: Json, known: KnownDatasources): readonly string[] {
  const variables = datasourceVariables(dashboard);
  const missing = new Map<string, string[]>();
  for (const { datasource, where } of references(dashboard)) {
    const what = missingIn(datasource, variables, known);
    if (what !== undefined) missing.set(what, [...(missing.get(what) ?? []), where]);
  }
  return [...missing].map(([what, [first, ...more]]) =>
    more.length === 0 ? `${first} asks ${what}` : `${first} and ${more.length} more ask ${what}`,
  );
}

function missingIn(
  datasource: Reference["datasource"],
  variables: ReadonlyMap<string, string>,
  known: KnownDatasources,
): string | undefined {
  const named = readReference(datasource);
  if (named.kind === "variable" && !variables.has(named.name))
    return `the datasource of a variable ${named.name}, which the dashboard does not have`;
  if (named.kind === "uid" && !known.has(named.uid))
    return `the datasource ${JSON.stringify(named.uid)}, which this stack does not make: use a variable, or one of ${[...known.keys()].join(", ")}`;
  return undefined;
}
