import { isObject, objectsIn } from "../../config/dashboards/json.ts";
import { WATCHDOG } from "../../model/names.ts";
import type { Teller } from "../alerting/alertmanager.ts";
import { ToolError } from "../call/tool-error.ts";
import { type Matcher, written } from "./matchers.ts";

/** A silence that somebody made. */
export interface Silence {
  readonly id: string;
  readonly state: string;
  readonly matchers: readonly Matcher[];
  /** ISO 8601. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly by: string;
  readonly reason: string;
}

/** What is made. */
export type NewSilence = Pick<Silence, "matchers" | "startsAt" | "endsAt" | "by" | "reason">;

/** @returns the name of each alert that fires now and matches, and that no silence holds already. */
export async function alertsThatMatch(
  matchers: readonly Matcher[],
  teller: Teller,
): Promise<readonly string[]> {
  const filters = matchers.map((each) => `filter=${encodeURIComponent(written(each))}`).join("&");
  const answer = await teller.ask("GET", `/alerts?silenced=false&${filters}`);
  if (answer.status !== 200) teller.refuse(answer, "the alerts");
  return objectsIn(answer.content).map(({ labels }) =>
    String(isObject(labels) ? (labels["alertname"] ?? "without a name") : "without a name"),
  );
}

/** @returns its id. */
export async function addSilence({ by, reason, ...rest }: NewSilence, teller: Teller): Promise<string> {
  const answer = await teller.ask("POST", "/silences", { ...rest, createdBy: by, comment: reason });
  // Alertmanager says 200, Grafana 202.
  if (answer.status !== 200 && answer.status !== 202) teller.refuse(answer, "silences");
  const id = isObject(answer.content) ? answer.content["silenceID"] : undefined;
  if (typeof id !== "string") throw new ToolError(`${teller.title} made no silence`);
  return id;
}

/** The silences, those that end first before the others. */
export async function listSilences(teller: Teller): Promise<readonly Silence[]> {
  const answer = await teller.ask("GET", "/silences");
  if (answer.status !== 200) teller.refuse(answer, "the silences");
  return objectsIn(answer.content)
    .map(({ comment, createdBy, endsAt, id, matchers, startsAt, status }) => ({
      id: String(id),
      state: isObject(status) ? String(status["state"]) : "",
      matchers: objectsIn(matchers).map(({ isEqual, isRegex, name, value }) => ({
        name: String(name),
        value: String(value),
        isRegex: isRegex === true,
        // Alertmanager before 0.22 did not say so.
        isEqual: isEqual !== false,
      })),
      startsAt: String(startsAt),
      endsAt: String(endsAt),
      by: String(createdBy),
      reason: String(comment),
    }))
    .sort((a, b) => a.endsAt.localeCompare(b.endsAt));
}

export async function expireSilence(id: string, teller: Teller): Promise<void> {
  const answer = await teller.ask("DELETE", `/silence/${encodeURIComponent(id)}`);
  if (answer.status !== 200) teller.refuse(answer, "silences");
}

/** Whether they name the alert that must always fire: then it is meant. */
export function nameWatchdog(matchers: readonly Matcher[]): boolean {
  return matchers.some(
    ({ isEqual, isRegex, name, value }) => name === "alertname" && value === WATCHDOG && isEqual && !isRegex,
  );
}
