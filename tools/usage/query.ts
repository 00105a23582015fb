import { isObject } from "../../config/dashboards/json.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Access } from "../grafana/access.ts";
import { type Answer, get, noGrafana, refusal } from "../grafana/api.ts";
import type { Datasource } from "./datasource.ts";
import { DAY_MILLISECONDS, type Day, dayOf, nameOf, type Range } from "./days.ts";

/** Value of the label → day → users. */
export type Counts = ReadonlyMap<string, ReadonlyMap<Day, number>>;

/** Days that are asked for at a time: more may take Prometheus longer than Grafana or a proxy before it waits. */
const PART_DAYS = 31;
const PATIENCE_MS = 60_000;

/**
 * Different users within the 24 hours until a moment, or those that the hub last told of in that time, when it is silent at
 * the moment itself: it may be restarting. Asked at the end of a day, it is that day's users.
 */
export function usersQuery(by: string): string {
  const users = `max(jupyterhub_active_users{period="24h"}) by (${by})`;
  return `${users} or last_over_time((${users})[1d:1h])`;
}

/**
 * Asks Prometheus, through Grafana, for the users of each day: a month at a time.
 *
 * @param say is told how far it is, when there are many days.
 * @throws ToolError when either refuses.
 */
export async function askUsers(
  { days, now }: Range,
  by: string,
  datasource: Datasource,
  access: Access,
  say: (line: string) => void,
): Promise<Counts> {
  const parts = partsOf(days, now);
  const counts = new Map<string, Map<Day, number>>();
  for (const [index, part] of parts.entries()) {
    for (const { day, users, value } of await askPart(part, by, datasource, access)) {
      const ofHub = counts.get(value) ?? new Map<Day, number>();
      counts.set(value, ofHub.set(day, users));
    }
    if (days.length > PART_DAYS)
      say(`${index + 1} of ${parts.length}: until ${new Date(part.end).toISOString().slice(0, 16)} UTC`);
  }
  return counts;
}

/** Moments to ask at, a day apart, in milliseconds. */
interface Part {
  readonly start: number;
  readonly end: number;
}

/** The day that is not over is asked for by now, and apart: it is no whole number of days after the others. */
function partsOf(days: readonly Day[], now: number): readonly Part[] {
  const ends = days.map((day) => day + DAY_MILLISECONDS).filter((end) => end <= now);
  const parts = Array.from({ length: Math.ceil(ends.length / PART_DAYS) }, (_, index) => {
    const part = ends.slice(index * PART_DAYS, (index + 1) * PART_DAYS);
    return { start: part[0]!, end: part.at(-1)! };
  });
  return days.at(-1) === dayOf(now) && now > dayOf(now) ? [...parts, { start: now, end: now }] : parts;
}

interface Count {
  readonly value: string;
  readonly day: Day;
  readonly users: number;
}

/** Source: https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries */
async function askPart(
  { end, start }: Part,
  by: string,
  { name, uid }: Datasource,
  access: Access,
): Promise<readonly Count[]> {
  const query = new URLSearchParams({
    query: usersQuery(by),
    start: String(start / 1000),
    end: String(end / 1000),
    step: "1d",
  });
  const path = `/api/datasources/proxy/uid/${encodeURIComponent(uid)}/api/v1/query_range?${query}`;
  const answer = await get(path, access, PATIENCE_MS);
  if (answer.status !== 200) throw new ToolError(failure(answer, name, access));
  const { data } = isObject(answer.content) ? answer.content : {};
  const { result } = isObject(data) ? data : {};
  if (!Array.isArray(result)) throw new ToolError(noGrafana(access));
  return result.filter(isObject).flatMap(({ metric, values }) => {
    const label = isObject(metric) ? metric[by] : undefined;
    const value = typeof label === "string" && label !== "" ? label : `no ${by}`;
    return (values as readonly (readonly [number, string])[]).flatMap(([moment, text]) => {
      const users = Number(text);
      return Number.isFinite(users) ? [{ value, day: dayBefore(moment * 1000), users }] : [];
    });
  });
}

/** A midnight ends the day before it. */
const dayBefore = (moment: number): Day => dayOf(moment - 1);

/** Grafana's refusals have a message, those of Prometheus an error; a gateway's have neither. */
function failure(answer: Answer, name: string, access: Access): string {
  const { content, status } = answer;
  const error = isObject(content) && typeof content["error"] === "string" ? `: ${content["error"]}` : "";
  if (status === 401 || status === 403)
    return refusal(answer, `the datasource ${name}`, access, "the role Viewer, or datasources:query");
  if (status === 502 || status === 504)
    return `Grafana does not reach its datasource ${name} (status ${status}): is Prometheus running, and is its address in Grafana right?`;
  if (status === 422 || status === 503)
    return `Prometheus gave up on the query (status ${status}${error}): it may be short of memory or time; ask for fewer days by --from and --to`;
  return error === ""
    ? refusal(answer, name, access, "")
    : `Prometheus answers with status ${status}${error}`;
}

/** What is said when no hub told of anybody. */
export function nobody({ days }: Range, { name }: Datasource): string {
  return `${name} knows of no users between ${nameOf(days[0]!)} and ${nameOf(days.at(-1)!)}: JupyterHub 3.1 or newer tells of them as jupyterhub_active_users, at /hub/metrics, which must be scraped; docs/usage.md says how`;
}
