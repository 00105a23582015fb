/**
 * The stack's own datasources in Grafana: fixed identities, by which dashboards, rules and links name them, and the
 * names that people see.
 */
export const DATASOURCES = {
  prometheus: { uid: "prometheus", name: "Prometheus", type: "prometheus" },
  loki: { uid: "loki", name: "Loki", type: "loki" },
  jaeger: { uid: "jaeger", name: "Jaeger", type: "jaeger" },
  /** Only where Alertmanager is: with `alerting.engine: prometheus`. */
  alertmanager: { uid: "alertmanager", name: "Alertmanager", type: "alertmanager" },
} as const;

export type DatasourceUid = (typeof DATASOURCES)[keyof typeof DATASOURCES]["uid"];
