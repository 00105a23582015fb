import { isObject, type Json, objectsIn } from "../../config/dashboards/json.ts";
import { EMPTY_CONTACT_POINT } from "../../model/names.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Access } from "../grafana/access.ts";
import { type Answer, ask, get, refusal } from "../grafana/api.ts";
import type { TestAlert } from "./alert.ts";

/**
 * The API of contact points: Grafana 13.0 took the one away that tested them before. Its version differs: v0alpha1 in 12.4,
 * v1beta1 in 13.
 * Source: https://github.com/grafana/grafana/pull/121692
 */
const GROUP = "/apis/notifications.alerting.grafana.app";
const PATIENCE_MILLISECONDS = 60_000;

/** A contact point as Grafana has it. */
interface Receiver {
  /** Its name in the API, made of the one that people gave. */
  readonly id: string;
  readonly title: string;
  readonly integrations: readonly Json[];
}

/** Where contact points are, in the organisation of whoever asks. */
async function receiversPath(access: Access): Promise<string> {
  const [group, settings] = [await get(GROUP, access), await get("/api/frontend/settings", access)];
  if (group.status === 404)
    throw new ToolError(
      `Grafana at ${access.url} has no API that tests contact points: it must be 12.4 or newer`,
    );
  const version = isObject(field(group, "preferredVersion"))
    ? (field(group, "preferredVersion") as Json)["version"]
    : undefined;
  if (group.status !== 200 || typeof version !== "string")
    throw new ToolError(refusal(group, "contact points", access, "the role Editor"));
  const namespace = field(settings, "namespace");
  return `${GROUP}/${version}/namespaces/${typeof namespace === "string" ? namespace : "default"}/receivers`;
}

const field = ({ content }: Answer, name: string): unknown => (isObject(content) ? content[name] : undefined);

/** Every contact point that could tell somebody, also those made in the browser. */
export async function readReceivers(
  access: Access,
): Promise<{ readonly path: string; readonly receivers: readonly Receiver[] }> {
  const path = await receiversPath(access);
  const answer = await get(path, access);
  if (answer.status !== 200)
    throw new ToolError(refusal(answer, "contact points", access, "the role Editor"));
  const receivers = objectsIn(field(answer, "items")).flatMap(({ metadata, spec }): readonly Receiver[] => {
    if (!isObject(metadata) || !isObject(spec) || spec["title"] === EMPTY_CONTACT_POINT) return [];
    return [
      {
        id: String(metadata["name"]),
        title: String(spec["title"]),
        integrations: objectsIn(spec["integrations"]),
      },
    ];
  });
  return { path, receivers };
}

/**
 * Sends the alert by each of a contact point's integrations, as Grafana's own button does.
 *
 * @returns what each says.
 * @throws ToolError when one fails; the others are tried all the same.
 */
export async function pageByGrafana(
  { id, integrations, title }: Receiver,
  path: string,
  alert: TestAlert,
  access: Access,
): Promise<readonly string[]> {
  const said: string[] = [];
  const failures: string[] = [];
  for (const { disableResolveMessage, secureFields, settings, type, uid, version } of integrations) {
    const integration = { uid, type, version, disableResolveMessage, settings, secureFields };
    const answer = await ask("POST", `${path}/${encodeURIComponent(id)}/test`, access, {
      content: { integration, alert },
      patienceMs: PATIENCE_MILLISECONDS,
    });
    if (answer.status !== 200)
      failures.push(
        `${String(type)}: ${refusal(answer, "contact points, or test them", access, "the role Editor")}`,
      );
    else if (field(answer, "status") === "success") said.push(`${String(type)} took it`);
    else failures.push(`${String(type)}: ${String(field(answer, "error") ?? "Grafana says no more")}`);
  }
  if (failures.length > 0)
    throw new ToolError(`the contact point ${title} does not work: ${failures.join("; ")}`);
  if (said.length === 0)
    throw new ToolError(`the contact point ${title} has no integration: it tells nobody`);
  return said;
}
