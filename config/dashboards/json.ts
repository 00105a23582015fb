/** A part of a dashboard's JSON, of which nothing is known. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; none where there is no list. */
export function objectsIn(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** What stands in a list of its own: `templating` and `annotations` hold one each. */
export function listed(dashboard: Json, key: "templating" | "annotations"): readonly Json[] {
  const owner = dashboard[key];
  return isObject(owner) ? objectsIn(owner["list"]) : [];
}

/** Panels in their order, rows among them, each row before what it holds. */
export function allPanels(dashboard: Json): readonly Json[] {
  return objectsIn(dashboard["panels"]).flatMap((panel) => [panel, ...objectsIn(panel["panels"])]);
}

/** How a message calls a panel: `panel "Requests"`, or by its number where it has no title. */
export function panelName({ id, title }: Json): string {
  return `panel ${typeof title === "string" && title !== "" ? JSON.stringify(title) : String(id ?? "without title")}`;
}
