import { isObject, type Json, objectsIn } from "../../config/dashboards/json.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Access } from "../grafana/access.ts";
import { ask, refusal, saidIn } from "../grafana/api.ts";
import { type Clock, PassingError } from "./clock.ts";
import type { Datasource } from "./datasources.ts";

/** One row of an answer: column → cell. */
export type Row = Readonly<Record<string, unknown>>;

/** A table of an answer. */
export interface Frame {
  readonly rows: readonly Row[];
  /** What kind of result it is, where the datasource says so: `exemplar`. */
  readonly kind: string | undefined;
}

/** Moments, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const PATIENCE_MILLISECONDS = 15_000;
/** What Explore asks for: points as far apart as this, at least. */
const INTERVAL_MILLISECONDS = 15_000;
const MOST_POINTS = 1_000;

/**
 * Asks a datasource through Grafana, as its pages do.
 * Source: https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#query-a-data-source
 *
 * @throws ToolError when Grafana refuses or the datasource fails.
 */
export async function query(
  { name, type, uid }: Datasource,
  asked: object,
  { from, to }: Span,
  access: Access,
  clock: Clock,
): Promise<readonly Frame[]> {
  const refId = "A";
  const each = {
    refId,
    datasource: { uid, type },
    intervalMs: INTERVAL_MILLISECONDS,
    maxDataPoints: MOST_POINTS,
  };
  const content = { from: String(from), to: String(to), queries: [{ ...each, ...asked }] };
  const patienceMs = clock.patience(PATIENCE_MILLISECONDS);
  const answer = await ask("POST", "/api/ds/query", access, { content, patienceMs });
  const results = isObject(answer.content) ? answer.content["results"] : undefined;
  const result = isObject(results) ? results[refId] : undefined;
  if (isObject(result)) {
    const { error, frames } = result;
    if (typeof error === "string" && error !== "") throw new PassingError(`${name} answers: ${error}`);
    return objectsIn(frames).map(frame);
  }
  if (answer.status === 401 || answer.status === 403)
    throw new ToolError(refusal(answer, `the datasource ${name}`, access, "datasources:query"));
  throw new PassingError(`Grafana could not ask ${name}: status ${answer.status}${saidIn(answer.content)}`);
}

/** Source: https://grafana.com/developers/plugin-tools/key-concepts/data-frames */
function frame({ data, schema }: Json): Frame {
  const { fields, meta } = isObject(schema) ? schema : {};
  const names = objectsIn(fields).map(({ name }) => String(name));
  const columns = isObject(data) && Array.isArray(data["values"]) ? (data["values"] as unknown[][]) : [];
  const rows = (columns[0] ?? []).map((_, row) =>
    Object.fromEntries(names.map((name, column) => [name, columns[column]?.[row]])),
  );
  const custom = isObject(meta) && isObject(meta["custom"]) ? meta["custom"] : {};
  return { rows, kind: typeof custom["resultType"] === "string" ? custom["resultType"] : undefined };
}

/** The rows of all tables. */
export const rowsOf = (frames: readonly Frame[]) => frames.flatMap(({ rows }) => rows);
