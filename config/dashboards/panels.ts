import { allPanels, isObject, type Json, objectsIn, panelName } from "./json.ts";

/** Of Grafana's grid. */
const COLUMNS = 24;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** What is wrong with the panels of a dashboard: their ids and places, and what Grafana would have to know of before. */
export function checkPanels(dashboard: Json): readonly string[] {
  const panels = allPanels(dashboard);
  const rows = objectsIn(dashboard["panels"]).flatMap((panel) =>
    "panels" in panel ? [objectsIn(panel["panels"])] : [],
  );
  return [
    ...panels.flatMap((panel) => wrongType(panel)),
    ...repeatedIds(panels),
    ...[objectsIn(dashboard["panels"]), ...rows].flatMap(misplaced),
  ];
}

function wrongType(panel: Json): readonly string[] {
  if (isObject(panel["libraryPanel"]))
    return [`${panelName(panel)} is a library panel, which this stack does not make: unlink it in Grafana`];
  return typeof panel["type"] === "string" ? [] : [`${panelName(panel)} has no type`];
}

/** Panels without an id get one in the browser; two of the same are one panel in links and alerts. */
function repeatedIds(panels: readonly Json[]): readonly string[] {
  const byId = new Map<unknown, string>();
  return panels.flatMap((panel) => {
    const { id } = panel;
    if (id === undefined || id === null) return [];
    if (!Number.isInteger(id))
      return [`${panelName(panel)} has the id ${JSON.stringify(id)}, not a whole number`];
    const other = byId.get(id);
    byId.set(id, other ?? panelName(panel));
    return other === undefined ? [] : [`${panelName(panel)} has the id ${id} of ${other}`];
  });
}

function misplaced(panels: readonly Json[]): readonly string[] {
  const placed = panels.flatMap((panel) => {
    const place = placeOf(panel);
    return place === undefined ? [] : [{ name: panelName(panel), place }];
  });
  const wide = placed.filter(({ place: { w, x } }) => x < 0 || x + w > COLUMNS);
  return [
    ...wide.map(({ name }) => `${name} is not within the grid's ${COLUMNS} columns`),
    ...placed.flatMap(({ name, place }, index) => {
      const below = placed.slice(0, index).find((other) => overlap(place, other.place));
      return below === undefined ? [] : [`${name} lies on ${below.name}`];
    }),
  ];
}

function placeOf({ gridPos }: Json): Place | undefined {
  const { h, w, x, y } = isObject(gridPos) ? gridPos : {};
  const isPlace = [h, w, x, y].every((each) => typeof each === "number");
  return isPlace ? { h: Number(h), w: Number(w), x: Number(x), y: Number(y) } : undefined;
}

function overlap(a: Place, b: Place): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
