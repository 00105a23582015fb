import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { dashboardsOf } from "../dashboards/rendered.ts";
import type { Tree } from "../program.ts";
import { ask, valuesOf } from "./ask.ts";
import { type Flood, flood } from "./flood.ts";
import { nameOf } from "./panel-data.ts";
import { panelQueries } from "./panel-query.ts";
import { WALK_SLO } from "./settings.ts";
import { useReal } from "./shared.ts";
import { until } from "./until.ts";

const OUTAGE_MS = 10_000;
/**
 * The scrape that was due when it was killed; what is discovered is taken up within 5 s of the start, and scraped for the
 * first time within an interval.
 */
const SLACK_SECONDS = 3 * 5 + 1;

describe("Prometheus, killed on a real stack", function () {
  // The walk may still be under way.
  this.timeout(300_000);
  const real = useReal();
  let outage: { readonly from: number; readonly to: number };

  /** Moments of a series' samples, in order. */
  const moments = async (series: string): Promise<readonly number[]> => {
    const data = await ask(`${real().backends.prometheus}/api/v1/query`, { query: `${series}[10m]` });
    return (data as Tree).result.flatMap(({ values }: Tree) => values.map(([at]: Tree) => at)).sort();
  };
  const longestGap = (times: readonly number[]) =>
    Math.max(...times.slice(1).map((time, index) => time - times[index]!));

  before(async () => {
    const { programs, restart } = real().stack;
    await real().walk.over.catch(() => undefined);
    const from = Date.now() / 1000;
    await programs.prometheus.kill();
    await sleep(OUTAGE_MS);
    await restart("prometheus");
    outage = { from, to: Date.now() / 1000 };
  });

  for (const [what, series] of [
    ["scraped", 'up{job="collector"}'],
    ["recorded", `slo:total:rate5m{slo="${WALK_SLO}"}`],
  ] as const) {
    it(`goes on after it, and has what was ${what} until then: no gap beyond the outage`, async () => {
      const times = await until(
        `${what} again`,
        async () => {
          const found = await moments(series);
          return found.filter((time) => time > outage.to).length >= 3 ? found : undefined;
        },
        { seconds: 60 },
      );
      const before = times.filter((time) => time < outage.from);
      assert.ok(before.length >= 5, `${before.length} samples from before`);
      const gap = longestGap(times.slice(-(before.length + 3)));
      assert.ok(gap <= outage.to - outage.from + SLACK_SECONDS, `${gap} s of ${outage.to - outage.from} s`);
    });
  }

  it("evaluates its alerts again", async () => {
    await until(
      "the Watchdog fires",
      async () => (await moments('ALERTS{alertname="Watchdog"}')).find((time) => time > outage.to),
      { seconds: 60 },
    );
  });
});

describe("Loki's rate limit on a real stack", function () {
  this.timeout(180_000);
  const real = useReal();
  const SERVICE = "flood";
  /** More than Loki takes at once, and a queue holds. */
  const MEGABYTES = 40;
  let flooded: Flood;

  const values = async (panel: string) => {
    const { backends, config } = real();
    const now = Date.now() / 1000;
    const queries = dashboardsOf(config).flatMap((dashboard) => panelQueries(dashboard, config, {}, now));
    const query = queries.find((each) => nameOf(each) === panel) ?? assert.fail(`no ${panel}`);
    return valuesOf(query, backends);
  };
  const shows = (panel: string) =>
    until(
      `${panel} shows more than 0`,
      async () => (await values(panel)).find((value: number) => value > 0),
      {
        seconds: 60,
      },
    );

  before(async () => {
    flooded = await flood(real().stack.url("collector:4318"), SERVICE, MEGABYTES);
  });

  it("fills the collector's queue, which then tells the sender so", () => {
    assert.ok(flooded.accepted > 0 && flooded.refused > 0, JSON.stringify(flooded));
  });

  it("loses nothing that the queue took: the collector tries again until Loki has every line", async () => {
    const query = `sum(count_over_time({service_name="${SERVICE}"}[10m]))`;
    const count = async () => {
      const data = (await ask(`${real().backends.loki}/loki/api/v1/query`, { query })) as Tree;
      return Number(data.result[0]?.value[1] ?? 0);
    };
    await until(
      `${flooded.accepted} lines`,
      async () => {
        const there = await count();
        if (there < flooded.accepted) throw new Error(`${there} lines`);
        return there;
      },
      { seconds: 150, everyMs: 2000 },
    );
    assert.equal(await count(), flooded.accepted);
  });

  it("is counted on the stack's dashboard: what Loki refused", () =>
    shows("observability-stack → Log lines → B"));

  it("is counted on the stack's dashboard: what the full queue turned away", () =>
    shows("observability-stack → Lost by collectors → B"));
});
