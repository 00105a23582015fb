import { type Json, listed, objectsIn, panelName } from "./json.ts";

/** What stands under `datasource`, and whose it is. */
export interface Reference {
  /** As a message says it: `panel "Requests", query A`. */
  readonly where: string;
  readonly datasource: unknown;
}

type Replace = (reference: Reference) => unknown;

/** Every reference to a datasource: of panels, queries, variables and annotations, in this order. */
export function references(dashboard: Json): readonly Reference[] {
  const found: Reference[] = [];
  withDatasources(dashboard, (reference) => {
    found.push(reference);
    return reference.datasource;
  });
  return found;
}

/** A dashboard with every reference to a datasource replaced. Its other parts, and the order of keys, stay. */
export function withDatasources(dashboard: Json, replace: Replace): Json {
  const ofPanels = (panels: unknown) => objectsIn(panels).map((panel) => withPanel(panel, replace));
  const list = (key: "templating" | "annotations", what: string) =>
    listed(dashboard, key).map((each) => one(each, `${what} ${JSON.stringify(each["name"])}`, replace));
  return Object.fromEntries(
    Object.entries(dashboard).map(([key, value]) => {
      if (key === "panels") return [key, ofPanels(value)];
      if (key === "templating") return [key, { ...(value as Json), list: list(key, "variable") }];
      if (key === "annotations") return [key, { ...(value as Json), list: list(key, "annotation") }];
      return [key, value];
    }),
  );
}

function withPanel(panel: Json, replace: Replace): Json {
  const where = panelName(panel);
  const own = one(panel, where, replace);
  const targets = "targets" in panel && {
    targets: objectsIn(panel["targets"]).map((target) =>
      one(target, `${where}, query ${String(target["refId"])}`, replace),
    ),
  };
  const panels = "panels" in panel && {
    panels: objectsIn(panel["panels"]).map((inner) => withPanel(inner, replace)),
  };
  return { ...own, ...targets, ...panels };
}

function one(owner: Json, where: string, replace: Replace): Json {
  if (!("datasource" in owner)) return owner;
  return { ...owner, datasource: replace({ where, datasource: owner["datasource"] }) };
}
