import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Pulled, pull } from "../../tools/pull/pull.ts";
import type { DashboardServer } from "./pull-server.ts";

export const TEAM = { uid: "team-a", title: "Team A" };

/** As somebody made it in the browser, and as Grafana keeps it. */
export const SHOP = {
  annotations: {
    list: [{ builtIn: 1, datasource: { type: "grafana", uid: "-- Grafana --" }, name: "Alerts" }],
  },
  editable: true,
  gnetId: null,
  iteration: 1_700_000_000_000,
  links: [],
  panels: [
    {
      datasource: { type: "prometheus", uid: "prometheus" },
      gridPos: { h: 8, w: 12, x: 0, y: 0 },
      id: 1,
      links: [],
      options: { links: [] },
      snapshotData: [{ fields: [] }],
      targets: [
        {
          refId: "A",
          expr: "sum(rate(up[$__rate_interval]))",
          datasource: { type: "prometheus", uid: "prometheus" },
        },
        { refId: "B", expr: "up", datasource: "prometheus" },
      ],
      title: "Requests",
      type: "timeseries",
    },
    { gridPos: { h: 8, w: 12, x: 12, y: 0 }, id: 2, repeatPanelId: 1, title: "Requests", type: "timeseries" },
    {
      collapsed: true,
      gridPos: { h: 1, w: 24, x: 0, y: 8 },
      id: 3,
      panels: [
        {
          datasource: { type: "loki", uid: "loki" },
          gridPos: { h: 8, w: 24, x: 0, y: 9 },
          id: 4,
          targets: [{ refId: "A", expr: '{service_name="shop"}' }],
          title: "Logs",
          type: "logs",
        },
      ],
      title: "More",
      type: "row",
    },
  ],
  schemaVersion: 42,
  tags: [],
  templating: {
    list: [
      { name: "service", type: "query", datasource: { uid: "prometheus" }, query: "label_values(up, job)" },
    ],
  },
  title: "Shop",
  uid: "shop",
};

/** A project of somebody's, which has a stack `test` and knows where Grafana is. */
export class PullProject {
  readonly #grafana: DashboardServer;
  readonly #directory = mkdtempSync(join(tmpdir(), "lookout-pull-"));

  constructor(grafana: DashboardServer) {
    this.#grafana = grafana;
    this.stack({ directory: "ours", folders: [TEAM] });
    grafana.canned = undefined;
    grafana.dashboards.clear();
    grafana.dashboards.set("shop", { json: SHOP, folder: TEAM });
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true });
  }

  at(path: string): string {
    return join(this.#directory, path);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the shape of what is saved is what the tests are about
  json(path: string): any {
    return JSON.parse(readFileSync(this.at(path), "utf8"));
  }

  /** Writes a stack file that says this of dashboards, and more. */
  stack(dashboards: object, more: object = {}, name = "test"): void {
    const config = { "lookout:dashboards": dashboards, ...more };
    writeFileSync(this.at(`Pulumi.${name}.yaml`), JSON.stringify({ config }));
  }

  /** As a person would call it. */
  async pull(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Pulled> {
    const { token, url } = this.#grafana;
    const before = process.cwd();
    process.chdir(this.#directory);
    try {
      return await pull(args, { GRAFANA_URL: url, GRAFANA_TOKEN: token, ...environment });
    } finally {
      process.chdir(before);
    }
  }
}
