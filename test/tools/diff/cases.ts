import type { Render } from "../../../tools/render/render.ts";
import type { Tree } from "../../program.ts";
import { BASE, editDashboard, edited, GATEWAY, inputsOf, renderOf } from "./renders.ts";

/** Two sides of a stack, or of several. */
type Sides = readonly (readonly [from: Render, to: Render])[];

/** Name of its golden file → a change as a reviewer meets it. */
export const CASES: Readonly<Record<string, () => Promise<Sides>>> = {
  "slo-objective": async () => [
    [await base(), await renderOf({ ...BASE, slos: [{ ...GATEWAY, objective: 99.9 }] })],
  ],
  "slo-added": async () => {
    const more = {
      name: "checkout-availability",
      service: "checkout",
      description: "Orders are taken",
      team: "shop",
      objective: 99.9,
      indicator: { kind: "http", route: "/v1/orders" },
    };
    return [[await base(), await renderOf({ ...BASE, slos: [GATEWAY, more] })]];
  },
  "dashboard-query": async () => [
    [
      await base(),
      edited(await base(), (copy) =>
        editDashboard(copy, "application-performance", (json) => {
          const panel = panelOf(json, "Error rate");
          panel.targets[0].expr = panel.targets[0].expr.replaceAll('"5.."', '"5..|429"');
          panel.fieldConfig.defaults.unit = "percent";
          panel.fieldConfig.defaults.thresholds = {
            mode: "absolute",
            steps: [
              { value: null, color: "green" },
              { value: 1, color: "red" },
            ],
          };
        }),
      ),
    ],
  ],
  "panels-exchanged": async () => [
    [
      await base(),
      edited(await base(), (copy) =>
        editDashboard(copy, "logs", (json) => {
          const gone = json.panels.shift();
          const [first] = json.panels;
          json.panels.push({
            ...structuredClone(first),
            id: 900,
            title: "Lines by pod",
            type: "timeseries",
            targets: [
              { refId: "A", expr: 'sum by (k8s_pod_name) (rate({service_name=~"$service"}[$__auto]))' },
            ],
          });
          first.gridPos.y = gone.gridPos.y;
        }),
      ),
    ],
  ],
  "alert-threshold": async () => [
    [
      await base(),
      await renderOf({
        ...BASE,
        alerts: { HighErrorRatio: { threshold: 0.1, for: "5m", severity: "page" } },
      }),
    ],
  ],
  "route-pages-another": async () => {
    const contactPoints = [
      ...BASE.alerting.contactPoints,
      { kind: "email", name: "managers", addresses: ["lead@example.com"] },
    ];
    const routes = {
      ...BASE.alerting.routes,
      specific: [{ severity: "page", team: "platform", to: "managers" }],
    };
    const to = {
      ...BASE,
      alerting: { ...BASE.alerting, contactPoints, routes },
      grafana: { smtp: { host: "smtp.example.com", from: "lookout@example.com" } },
    };
    return [[await base(), await renderOf(to)]];
  },
  "image-major": async () => {
    const step = (render: Render) =>
      JSON.parse(
        JSON.stringify(render)
          .replaceAll("grafana/loki:3.7.6", "grafana/loki:4.0.1")
          .replaceAll(
            /("app.kubernetes.io\/name":"loki"[^}]*"app.kubernetes.io\/version":")3.7.6/g,
            "$14.0.1",
          )
          .replaceAll("contrib:0.158.0", "contrib:0.159.0"),
      ) as Render;
    const staging = await renderOf({ ...BASE, environment: "staging" }, "staging");
    return [
      [staging, step(staging)],
      [await base(), step(await base())],
    ];
  },
  volumes: async () => [
    [
      await renderOf({
        ...BASE,
        prometheus: { volume: "100Gi" },
        loki: { volume: "50Gi", retention: "30d" },
      }),
      await renderOf({ ...BASE, prometheus: { volume: "200Gi" }, loki: { volume: "20Gi", retention: "7d" } }),
    ],
  ],
  "public-host": async () => {
    const open = {
      ...BASE,
      grafana: {
        url: "https://grafana.example.com",
        ingress: { className: "nginx", tls: { kind: "secret", name: "grafana-tls" } },
      },
      dashboards: { public: ["slo-overview"] },
      network: { ingressNamespace: "ingress-nginx" },
    };
    return [[await base(), await renderOf(open)]];
  },
  permissions: async () => {
    const grafana = {
      anonymous: { role: "Viewer" },
      teams: [{ name: "sre", members: ["ann@example.com"] }],
      folderPermissions: { infrastructure: [{ team: "sre", permission: "Edit" }] },
    };
    const to = edited(await renderOf({ ...BASE, grafana }), (copy) => {
      inputsOf(copy, "lookout-prometheus-role").rules.push({
        apiGroups: [""],
        resources: ["secrets"],
        verbs: ["get", "list"],
      });
    });
    return [[await base(), to]];
  },
  "replicas-and-memory": async () => {
    const to = {
      ...BASE,
      collector: { replicas: 3 },
      prometheus: { resources: { memoryLimit: "6Gi" } },
    };
    return [[await base(), await renderOf(to)]];
  },
};

const base = () => renderOf(BASE);

function panelOf({ panels }: Tree, title: string): Tree {
  const all = panels.flatMap((each: Tree) => [each, ...(each.panels ?? [])]);
  return all.find((each: Tree) => each.title === title) ?? panels[0];
}
