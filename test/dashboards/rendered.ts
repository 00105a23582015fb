import type { Config } from "../../config/config.ts";
import { FOR_EVERYBODY } from "../../model/dashboards.ts";
import { FOLDERS } from "../../model/folders.ts";
import { type GrafanaContent, grafanaContent } from "../../provisioning/index.ts";
import { previewStack, stackFiles } from "../../tools/preview/stacks.ts";
import { testConfig } from "../config-of.ts";

export { asAsked } from "../../config/dashboards/asked.ts";

type Json = Readonly<Record<string, unknown>>;
export type Dashboard = GrafanaContent["dashboards"][number];

/** A panel's JSON, as far as tests read it. */
export interface PanelJson {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly Target[];
  readonly panels?: readonly PanelJson[];
  readonly collapsed?: boolean;
  readonly fieldConfig?: { readonly defaults: Json; readonly overrides: readonly Json[] };
  readonly options?: Json;
  readonly links?: readonly { readonly url: string }[];
}

interface Target {
  readonly refId: string;
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly expr?: string;
  readonly hide?: boolean;
}

const SLOS = [
  { kind: "http" },
  { kind: "latency", threshold: "300ms" },
  { kind: "spans" },
  { kind: "query", total: "sum(rate(up[window]))", errors: "sum(rate(up[window] offset 1m))" },
].map((indicator, index) => ({
  name: `slo-${index}`,
  service: "shop",
  objective: 99.9,
  window: "30d",
  indicator,
}));

/** Settings that no checked-in stack has. */
const VARIANTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "nothing but defaults": {},
  "Prometheus' engine, with everything on": {
    alerting: { engine: "prometheus", runbookBaseUrl: "https://wiki.corp.io/runbooks" },
    alertmanager: { replicas: 3 },
    collector: { replicas: 2, sampling: { share: 5 } },
    loki: { replicas: 3, storage: { kind: "s3", bucket: "logs" } },
    prometheus: {
      replicas: 2,
      retention: "90d",
      remoteWrite: [{ name: "vendor", url: "https://metrics.corp.io/push" }],
    },
    slos: SLOS,
    dashboards: { public: [...FOR_EVERYBODY] },
  },
  "metrics of other names": {
    metrics: {
      requestDuration: "request_seconds",
      activeRequests: "requests_now",
      labels: { service: "app", method: "verb", route: "path", status: "code" },
    },
    slos: SLOS,
  },
  "two weeks of metrics": {
    prometheus: { retention: "15d" },
    slos: SLOS.map((slo) => ({ ...slo, window: "14d" })),
  },
  "a single pack": { dashboards: { packs: ["infrastructure"] } },
  "the home's pack alone": { dashboards: { packs: ["default"] } },
  "Docker, with SLOs of every kind": { target: { kind: "docker" }, slos: SLOS },
  "nothing but the core": {
    exporters: { kubeStateMetrics: false, nodeExporter: false, cadvisor: false, nodeLogs: false },
  },
};

/** Every stack file and variant, by name. */
export async function configs(): Promise<ReadonlyMap<string, Config>> {
  const stacks: [string, Config][] = [];
  for (const [name, path] of stackFiles()) stacks.push([name, (await previewStack(path)).config]);
  const variants = Object.entries(VARIANTS).map(([name, values]) => [name, testConfig(values)] as const);
  return new Map([...stacks, ...variants]);
}

export const dashboardsOf = (config: Config): readonly Dashboard[] => grafanaContent(config).dashboards;

/** Panels in their order, those of rows too; rows themselves are none. */
export function panelsOf({ json }: Dashboard): readonly PanelJson[] {
  return topLevel({ json }).flatMap((panel) => (panel.type === "row" ? (panel.panels ?? []) : [panel]));
}

export function topLevel({ json }: Pick<Dashboard, "json">): readonly PanelJson[] {
  return json["panels"] as readonly PanelJson[];
}

/** A question of a panel, a variable or an annotation, and where it stands. */
export interface Asked {
  readonly where: string;
  readonly type: string;
  readonly expr: string;
}

/** Every text of PromQL and LogQL in a dashboard. */
export function queriesOf(dashboard: Dashboard): readonly Asked[] {
  const ofPanels = panelsOf(dashboard).flatMap(({ targets = [], title }) =>
    targets.flatMap(({ datasource, expr, refId }) =>
      expr === undefined
        ? []
        : [{ where: `${dashboard.uid} → ${title} → ${refId}`, type: datasource.type, expr }],
    ),
  );
  const list = (key: string) => (dashboard.json[key] as { readonly list: readonly Json[] }).list;
  const ofAnnotations = list("annotations").flatMap((each) =>
    typeof each["expr"] === "string"
      ? [
          {
            where: `${dashboard.uid} → annotation ${each["name"]}`,
            type: (each["datasource"] as { readonly type: string }).type,
            expr: each["expr"],
          },
        ]
      : [],
  );
  const ofVariables = list("templating").flatMap((each) => {
    const asked = /^label_values\((.+), (\w+)\)$/s.exec(String(each["definition"] ?? ""));
    if (asked === null) return [];
    const where = `${dashboard.uid} → variable ${each["name"]}`;
    return [{ where, type: (each["datasource"] as { readonly type: string }).type, expr: asked[1]! }];
  });
  return [...ofPanels, ...ofAnnotations, ...ofVariables];
}

export const FOLDER_TITLES = Object.values(FOLDERS).map(({ title }) => title);
