/** Names of Lookout's own scrape jobs. Series carry them as `job`, but for `stack`'s, which carry the workload's. */
export const JOBS = {
  /** The stack's own metrics. */
  stack: "stack",
  /** Span metrics, service graph, and the metrics that services send over OTLP. */
  spans: "spans",
  kubelet: "kubelet",
  cadvisor: "cadvisor",
  kubeStateMetrics: "kube-state-metrics",
  nodeExporter: "node-exporter",
  /** Annotated services of the cluster. */
  services: "services",
  /** Annotated pods of the cluster. */
  pods: "pods",
} as const;
