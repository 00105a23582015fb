import type { Asking } from "./arrival.ts";
import { CheckError } from "./checklist.ts";
import { until } from "./clock.ts";
import type { Datasource, Datasources } from "./datasources.ts";
import { query, rowsOf, type Span } from "./query.ts";

/** What is said of a link that is not as the stack's code has it. */
export const MISCONFIGURED =
  "Grafana's datasource is not as the stack made it: `pulumi preview --refresh --run-program` shows what differs, `pulumi up --refresh --run-program` repairs it";

/** A query that a link makes. */
interface Followed {
  /** UID of the datasource that it leads to. */
  readonly to: unknown;
  readonly asked: object;
  /** The query as people read it. */
  readonly shown: string;
  /** Setting that makes the link. */
  readonly setting: string;
  /** The time that it asks about; that of the signals when left out. */
  readonly within?: Span;
}

/**
 * Asks what a link asks, until something is found.
 *
 * @throws CheckError when nothing is, or when it leads nowhere.
 */
export async function follow(
  { asked, setting, shown, to, within }: Followed,
  known: Datasources,
  { access, clock, span }: Asking,
) {
  const target = known.get(String(to));
  if (target === undefined)
    throw new CheckError(
      `${setting} leads to a datasource with the UID ${String(to)}, which is not there`,
      MISCONFIGURED,
    );
  const who = await access();
  const found = await until(clock, async () => {
    const rows = rowsOf(await query(target, asked, within ?? span(), who, clock));
    return rows.length === 0 ? undefined : rows;
  });
  if (found === undefined)
    throw new CheckError(`${setting} asks ${target.name}, and nothing is found: ${shown}`, MISCONFIGURED);
  return { says: shown, value: undefined };
}

/** @throws CheckError for one that Grafana does not have. */
export function datasourceOf(known: Datasources, uid: string): Datasource {
  const found = known.get(uid);
  if (found === undefined)
    throw new CheckError(`Grafana has no datasource with the UID ${uid}`, MISCONFIGURED);
  return found;
}
