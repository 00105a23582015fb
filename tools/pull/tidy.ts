import { isObject, type Json } from "../../config/dashboards/json.ts";
import { withoutServerFields } from "../../config/dashboards/shape.ts";

/** What Grafana writes though nobody said it, by the value that says nothing. */
const SAYS_NOTHING: Readonly<Record<string, string>> = {
  description: '""',
  fiscalYearStartMonth: "0",
  gnetId: "null",
  links: "[]",
  liveNow: "false",
  preload: "false",
  snapshotData: "null",
  tags: "[]",
  timepicker: "{}",
  transformations: "[]",
  weekStart: '""',
};

/** What belongs to a moment: samples that were on the screen, panels that a variable repeated. */
const OF_A_MOMENT = ["snapshotData", "scopedVars", "repeatIteration"];
const FIRST = ["uid", "title"];

/**
 * A dashboard without what Grafana notes for itself, its keys in an order that never changes: what differs between two
 * versions is what somebody changed.
 */
export function tidy(dashboard: Json): Json {
  const { revision: _, ...json } = withoutServerFields(dashboard);
  const ordered = sorted(withoutNoise(json)) as Json;
  const first = FIRST.flatMap((key) => (key in ordered ? [[key, ordered[key]] as const] : []));
  const rest = Object.entries(ordered).filter(([key]) => !FIRST.includes(key));
  return Object.fromEntries([...first, ...rest]);
}

/** Of the dashboard and its panels only: what is empty elsewhere may mean something. */
function withoutNoise(part: Json): Json {
  const entries = Object.entries(part).flatMap(([key, value]) => {
    if (OF_A_MOMENT.includes(key) || JSON.stringify(value) === SAYS_NOTHING[key]) return [];
    if (key === "targets" && Array.isArray(value)) return [[key, value.map(withoutMoment)] as const];
    const isPanels = key === "panels" && Array.isArray(value);
    return [[key, isPanels ? value.filter(isMade).map(tidyPanel) : value] as const];
  });
  return Object.fromEntries(entries);
}

const tidyPanel = (panel: unknown) => (isObject(panel) ? withoutNoise(panel) : panel);
/** Not one that Grafana put there for a value of a variable. */
const isMade = (panel: unknown) => !isObject(panel) || panel["repeatPanelId"] === undefined;

function withoutMoment(target: unknown): unknown {
  if (!isObject(target)) return target;
  return Object.fromEntries(Object.entries(target).filter(([key]) => !OF_A_MOMENT.includes(key)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}
