import assert from "node:assert/strict";
import { testConfig } from "../config-of.ts";
import { dashboardsOf } from "../dashboards/rendered.ts";
import { MAY_BE_EMPTY } from "./empty.ts";
import { NEEDS_KUBERNETES } from "./needs-kubernetes.ts";
import { FILLED_SECONDS, haveData, nameOf, queriesOf } from "./panel-data.ts";
import { clusterSettings, realSettings, settingsOf } from "./settings.ts";
import { useReal } from "./shared.ts";

/** Engine → the config whose dashboards ask for the alerts where that engine keeps them. */
const ENGINES = {
  "Prometheus' engine": testConfig(realSettings()),
  "Grafana's engine": testConfig({ ...realSettings(), alerting: settingsOf("dev")["alerting"] }),
};
const CLUSTER = testConfig(clusterSettings());

const namesIn = (config: typeof CLUSTER) =>
  dashboardsOf(config).flatMap((dashboard) => queriesOf(dashboard, config));

describe("Panels on real servers", function () {
  this.timeout((FILLED_SECONDS + 30) * 1000);
  const real = useReal();

  for (const [engine, config] of Object.entries(ENGINES)) {
    for (const dashboard of dashboardsOf(config)) {
      if (queriesOf(dashboard, config).length === 0) continue;
      it(`have data: ${dashboard.uid}, with ${engine}`, () =>
        haveData(dashboard, config, real().backends, (query) => !(nameOf(query) in MAY_BE_EMPTY)));
    }
  }

  for (const dashboard of dashboardsOf(CLUSTER)) {
    if (!queriesOf(dashboard, CLUSTER).some(({ panel }) => panel in NEEDS_KUBERNETES)) continue;
    it(`have data: ${dashboard.uid}, what needs Kubernetes`, async () => {
      const { cluster, backends } = real();
      const here = { ...backends, prometheus: cluster.prometheus };
      await haveData(dashboard, CLUSTER, here, ({ panel }) => panel in NEEDS_KUBERNETES);
    });
  }
});

describe("Panels that are not asked on Docker", () => {
  it("need Kubernetes when a stack on Docker lacks them, and only then", () => {
    const onDocker = new Set(namesIn(testConfig(settingsOf("dev"))).map(({ panel }) => panel));
    const lacking = namesIn(CLUSTER).filter(({ panel }) => !onDocker.has(panel));
    const names = [...new Set(lacking.map(({ panel }) => panel))];
    assert.deepEqual(Object.keys(NEEDS_KUBERNETES).sort(), names.sort());
  });

  it("are excused of no query that is not there", () => {
    const there = Object.values(ENGINES).flatMap(namesIn).map(nameOf);
    assert.deepEqual(
      Object.keys(MAY_BE_EMPTY).filter((name) => !there.includes(name)),
      [],
    );
  });
});
