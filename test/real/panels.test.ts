import assert from "node:assert/strict";
import { testConfig } from "../config-of.ts";
import { type Dashboard, dashboardsOf } from "../dashboards/rendered.ts";
import { type Backends, countValues, labelValues } from "./ask.ts";
import { MAY_BE_EMPTY } from "./empty.ts";
import { type PanelQuery, panelQueries } from "./panel-query.ts";
import { realSettings, settingsOf } from "./settings.ts";
import { useReal } from "./shared.ts";
import { until } from "./until.ts";
import { defaultsOf } from "./variables.ts";

/** Windows of days are recorded every three minutes. */
const FILLED_SECONDS = 240;

const nameOf = ({ panel, refId }: PanelQuery) => `${panel} → ${refId}`;

/** Engine → the dashboards that it makes: they ask for the alerts where the engine keeps them. */
const ENGINES = {
  "Prometheus' engine": testConfig(realSettings()),
  "Grafana's engine": testConfig({ ...realSettings(), alerting: settingsOf("dev")["alerting"] ?? {} }),
};

describe("Panels on real servers", function () {
  this.timeout((FILLED_SECONDS + 30) * 1000);
  const real = useReal();

  for (const [engine, config] of Object.entries(ENGINES)) {
    for (const dashboard of dashboardsOf(config)) {
      if (panelQueries(dashboard, config, {}, 0).length === 0) continue;
      it(`show data: ${dashboard.uid}, with ${engine}`, async () => {
        const all = await until(
          `every query of ${dashboard.uid} gives data`,
          async () => {
            const queries = panelQueries(dashboard, config, await values(dashboard, real().backends), now());
            const empty = await emptyOf(queries, real().backends);
            if (empty.length > 0) throw new Error(empty.join("\n"));
            return queries;
          },
          { seconds: FILLED_SECONDS, everyMs: 5000 },
        );
        assert.ok(all.length > 0);
      });
    }
  }

  it("of which nothing is excused that is not there", () => {
    const there = Object.values(ENGINES).flatMap((config) =>
      dashboardsOf(config).flatMap((dashboard) => panelQueries(dashboard, config, {}, 0).map(nameOf)),
    );
    assert.deepEqual(
      Object.keys(MAY_BE_EMPTY).filter((name) => !there.includes(name)),
      [],
    );
  });
});

/** An incident's service is what the link that leads there says: the one that people use. */
async function values(dashboard: Dashboard, backends: Backends) {
  const defaults = await defaultsOf(dashboard, (...asked) => labelValues(backends, ...asked));
  return dashboard.uid === "incident-timeline" ? { ...defaults, service: "inference-gateway" } : defaults;
}

async function emptyOf(queries: readonly PanelQuery[], backends: Backends): Promise<readonly string[]> {
  const empty: string[] = [];
  for (const query of queries) {
    if (nameOf(query) in MAY_BE_EMPTY) continue;
    if ((await countValues(query, backends)) === 0) empty.push(`${nameOf(query)}: ${query.expr}`);
  }
  return empty;
}

const now = () => Math.floor(Date.now() / 1000);
