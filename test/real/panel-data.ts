import type { Config } from "../../config/config.ts";
import type { Dashboard } from "../dashboards/rendered.ts";
import { type Backends, labelValues, valuesOf } from "./ask.ts";
import { type PanelQuery, panelQueries } from "./panel-query.ts";
import { until } from "./until.ts";
import { defaultsOf } from "./variables.ts";

/** Windows of days are recorded every three minutes; the rest is there after one. */
export const FILLED_SECONDS = 240;

/** `<dashboard> → <panel> → <query>` */
export const nameOf = ({ panel, refId }: PanelQuery) => `${panel} → ${refId}`;

/** The queries of a dashboard as nobody asks them: for their names. */
export const queriesOf = (dashboard: Dashboard, config: Config) => panelQueries(dashboard, config, {}, 0);

/**
 * Waits until a dashboard's queries give data.
 *
 * @param asked which of them are asked.
 * @throws with those that still give nothing.
 */
export async function haveData(
  dashboard: Dashboard,
  config: Config,
  backends: Backends,
  asked: (query: PanelQuery) => boolean,
): Promise<void> {
  await until(
    `every query of ${dashboard.uid} gives data`,
    async () => {
      const queries = panelQueries(dashboard, config, await values(dashboard, backends), Date.now() / 1000);
      const empty: string[] = [];
      for (const query of queries.filter(asked)) {
        if ((await valuesOf(query, backends)).length === 0) empty.push(`${nameOf(query)}: ${query.expr}`);
      }
      if (empty.length > 0) throw new Error(empty.join("\n"));
      return queries;
    },
    { seconds: FILLED_SECONDS, everyMs: 5000 },
  );
}

/** An incident's service is what the link that leads there says: the one that people use. */
async function values(dashboard: Dashboard, backends: Backends) {
  const defaults = await defaultsOf(dashboard, (...asked) => labelValues(backends, ...asked));
  return dashboard.uid === "incident-timeline" ? { ...defaults, service: "inference-gateway" } : defaults;
}
