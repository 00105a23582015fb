import { isObject, type Json } from "../../config/dashboards/json.ts";
import { DATASOURCES } from "../../model/datasources.ts";
import type { Datasource as Provisioned } from "../../provisioning/datasources/index.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Access } from "../grafana/access.ts";
import { get, noGrafana, refusal, saidIn } from "../grafana/api.ts";
import { CheckError, type Checklist, type Step } from "./checklist.ts";
import type { Clock } from "./clock.ts";

/** A datasource as Grafana has it. */
export interface Datasource {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  readonly settings: Json;
}

/** UID → what Grafana has under it. */
export type Datasources = ReadonlyMap<string, Datasource>;

const PATIENCE_MILLISECONDS = 30_000;

/** @throws ToolError when Grafana refuses. */
export async function readDatasources(access: Access, clock: Clock): Promise<Datasources> {
  const answer = await get("/api/datasources", access, clock.patience(PATIENCE_MILLISECONDS));
  if (answer.status !== 200)
    throw new ToolError(refusal(answer, "the datasources", access, "the role Viewer, or datasources:read"));
  if (!Array.isArray(answer.content)) throw new ToolError(noGrafana(access));
  const all = answer.content.filter(isObject).map(({ jsonData, name, type, uid }) => ({
    uid: String(uid),
    name: String(name),
    type: String(type),
    settings: isObject(jsonData) ? jsonData : {},
  }));
  return new Map(all.map((each) => [each.uid, each]));
}

/**
 * A datasource that the stack provisions is in Grafana, and Grafana's own check of it passes.
 * Source: https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#check-data-source-health
 */
export function healthCheck(
  list: Checklist,
  { name, uid }: Provisioned,
  all: Step<Datasources>,
  access: () => Promise<Access>,
  clock: Clock,
): Step<Datasource> {
  const todo = `does Grafana reach it? Look at Connections → Data sources → ${name}; \`pulumi preview --refresh --run-program\` shows what was changed by hand`;
  return list.step("grafana", `datasource ${name} is healthy`, [all], todo, async (known) => {
    const datasource = known.get(uid);
    if (datasource === undefined)
      throw new CheckError(
        `Grafana has no datasource with the UID ${uid}`,
        "deploy the stack again: `pulumi up --refresh --run-program`",
      );
    const path =
      // Grafana's server has no plugin for it; its page asks this.
      datasource.type === DATASOURCES.alertmanager.type
        ? `/api/datasources/proxy/uid/${uid}/api/v2/status`
        : `/api/datasources/uid/${uid}/health`;
    const answer = await get(path, await access(), clock.patience(PATIENCE_MILLISECONDS));
    if (answer.status === NOT_IMPLEMENTED) return { says: "has no check of its own", value: datasource };
    if (answer.status !== 200)
      throw new ToolError(`Grafana's check fails with status ${answer.status}${saidIn(answer.content)}`);
    const said = saidIn(answer.content).replace(/^: /, "");
    return { says: said === "" ? "healthy" : said, value: datasource };
  });
}

const NOT_IMPLEMENTED = 501;
