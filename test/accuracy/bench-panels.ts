import { DASHBOARDS } from "../../model/dashboards.ts";
import { table } from "../../tools/preview/table.ts";
import type { PrometheusServer } from "../judges/prometheus-server.ts";
import { CONFIG, queriesOfPanels, SERVICE, withDashboardPast } from "./dashboard-past.ts";
import { ask, type PanelQuery } from "./panel-queries.ts";
import { rawQuery } from "./raw-panels.ts";
import { PAST } from "./traffic.ts";

/** Samples of a query, and whether its panel is asked for before a row is opened. */
interface Cost {
  readonly query: PanelQuery;
  readonly recorded: number;
  /** Over counters alone. */
  readonly raw: number;
}

/** Prints what Prometheus reads when somebody opens a dashboard, beside the same panels over counters alone. */
export async function benchPanels(): Promise<void> {
  await withDashboardPast(async (server) => {
    const overview = await costs(server, queriesOfPanels(DASHBOARDS.sloOverview), (query) =>
      rawQuery(query, SERVICE, CONFIG),
    );
    console.log(
      "\nSamples that one load of SLO Overview reads, for one SLO of a service with 4 counters and 64 buckets:",
    );
    console.log(
      table([
        ["panel", "Lookout", "over counters", "times fewer"],
        ...panels(overview).map(([panel, some]) => row(panel, some)),
        row("first screen", overview.filter(onScreen)),
        row("first screen, without its longest graph", withoutMost(overview.filter(onScreen))),
        row("rows opened too", overview),
      ]).join("\n"),
    );
    // It is about any service and route, of which nothing is recorded: it reads the counters themselves.
    const performance = await costs(
      server,
      queriesOfPanels(DASHBOARDS.applicationPerformance),
      (query) => query,
    );
    console.log(
      "\nSamples that one load of Application Performance reads, of the same service over 6 hours; it has no records to read:",
    );
    console.log(
      table([
        ["panel", "Lookout"],
        ...panels(performance).map(([panel, some]) => row(panel, some).slice(0, 2)),
        row("first screen", performance.filter(onScreen)).slice(0, 2),
        row("rows opened too", performance).slice(0, 2),
      ]).join("\n"),
    );
  });
}

async function costs(
  server: PrometheusServer,
  queries: readonly PanelQuery[],
  rawOf: (query: PanelQuery) => PanelQuery,
): Promise<readonly Cost[]> {
  const found: Cost[] = [];
  for (const query of queries) {
    const [recorded, raw] = [await ask(server, query, PAST.end), await ask(server, rawOf(query), PAST.end)];
    found.push({ query, recorded: recorded.samples, raw: raw.samples });
  }
  return found;
}

const onScreen = ({ query }: Cost) => !query.inRow;

/** What one graph costs over counters must not make the rest look good. */
function withoutMost(all: readonly Cost[]): readonly Cost[] {
  const most = Math.max(...all.map(({ raw }) => raw));
  return all.filter(({ raw }) => raw < most);
}

/** Queries by panel; those for which nothing was read are of metrics that these blocks have not. */
function panels(all: readonly Cost[]): readonly (readonly [panel: string, some: readonly Cost[]])[] {
  const byPanel = Map.groupBy(all, ({ query }) => query.panel);
  return [...byPanel].filter(([, some]) => some.some(({ recorded }) => recorded > 0));
}

function row(name: string, some: readonly Cost[]): readonly string[] {
  const sum = (what: "recorded" | "raw") => some.reduce((total, each) => total + each[what], 0);
  const [recorded, raw] = [sum("recorded"), sum("raw")];
  return [name, ...[recorded, raw, raw / recorded].map((value) => Math.round(value).toLocaleString("en"))];
}
