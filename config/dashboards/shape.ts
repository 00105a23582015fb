import { createHash } from "node:crypto";
import { allPanels, isObject, type Json, listed } from "./json.ts";

/** What Grafana counts and notes for itself: with it, a dashboard would seem changed at each deployment. */
const OF_THE_SERVER = ["id", "version", "iteration", "__inputs", "__elements", "__requires"];

/** What Grafana takes as a UID. */
export const UID = /^[a-zA-Z0-9_-]{1,40}$/;

const PULL = "save it by `npm run pull -- <uid>`";

/** A dashboard that can be looked into. */
export interface Readable {
  readonly uid: string;
  readonly title: string;
  readonly json: Json;
}

/** @returns what is wrong, or the dashboard. */
export function readShape(text: string): string | Readable {
  let json: unknown;
  try {
    json = JSON.parse(text);
    // What is nested too deeply can be read, but not written again.
    JSON.stringify(json);
  } catch (error) {
    // It quotes the text, line breaks and all.
    return `is not JSON: ${(error as Error).message.replaceAll(/[\s\p{Cc}]+/gu, " ")}`;
  }
  if (!isObject(json)) return "is no dashboard of Grafana: it is no object";
  return otherShape(json) ?? readable(json);
}

/** Dashboards in the forms that Grafana shows, answers and exports, but does not take here. */
export function otherShape(json: Json): string | undefined {
  if (isV2(json) || isV2(isObject(json["spec"]) ? json["spec"] : {}))
    return `is of Grafana's schema v2, which is not provisioned here: ${PULL}, for which Grafana converts it`;
  if (isObject(json["spec"])) return `is a resource of Kubernetes around a dashboard: ${PULL}`;
  if (isObject(json["dashboard"])) return `is an answer of Grafana's API around a dashboard: ${PULL}`;
  if (isForSharing(json))
    return `is an export for sharing, which asks for its datasources when it is imported: import it, then ${PULL}`;
  if (Array.isArray(json["rows"]) && !("panels" in json))
    return `is of a schema from before Grafana 5, with rows around panels: import it, then ${PULL}`;
  return undefined;
}

/** Grafana's export puts inputs, as `${DS_PROMETHEUS}`, in the place of datasources. Some dashboards have variables of such names. */
function isForSharing(json: Json): boolean {
  const inputs = json["__inputs"];
  if (Array.isArray(inputs) && inputs.length > 0) return true;
  const named = [...JSON.stringify(json).matchAll(/"\$\{(DS_\w+)\}"/g)].map(([, name]) => name);
  const variables = listed(json, "templating").map(({ name }) => name);
  return named.some((name) => !variables.includes(name));
}

/** The schema that has no list of panels, but elements and a layout. */
export const isV2 = (json: Json) => isObject(json["elements"]) || isObject(json["layout"]);

function readable(json: Json): string | Readable {
  const { title, uid } = json;
  if (typeof uid !== "string" || typeof title !== "string" || title.trim() === "")
    return "is no dashboard of Grafana: it has no uid or no title";
  if (!UID.test(uid))
    return `has the UID ${JSON.stringify(uid)}: at most 40 letters, digits, dashes, underscores are allowed`;
  const [wrong] = [
    ...["panels"].filter((key) => key in json && !Array.isArray(json[key])),
    ...["templating", "annotations"].filter((key) => key in json && !isObject(json[key])),
  ];
  return wrong === undefined
    ? { uid, title, json }
    : `is no dashboard of Grafana: its ${wrong} cannot be read`;
}

/** A dashboard without what Grafana notes for itself. */
export function withoutServerFields(json: Json): Json {
  return Object.fromEntries(Object.entries(json).filter(([key]) => !OF_THE_SERVER.includes(key)));
}

/**
 * A dashboard with a number that changes with its folder and the ids of its panels: the provider compares dashboards without
 * those ids, and an update for which their JSON is the same would send it without them.
 * Source: https://github.com/grafana/terraform-provider-grafana/issues/2967
 */
export function withRevision(json: Json, folder: string): Json {
  const ids = allPanels(json).map(({ id }) => id ?? 0);
  const hash = createHash("sha256")
    .update(JSON.stringify([folder, ids]))
    .digest();
  return { ...json, revision: hash.readUInt32BE() >>> 1 };
}
