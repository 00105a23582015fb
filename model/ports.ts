/** TCP ports (unless a comment says otherwise), each system's own default. */
export const PORTS = {
  prometheus: { http: 9090 },
  /** `cluster` is TCP and UDP. */
  alertmanager: { http: 9093, cluster: 9094 },
  /** `memberlist` is the ring's gossip. */
  loki: { http: 3100, grpc: 9095, memberlist: 7946 },
  jaeger: { query: 16686, otlpGrpc: 4317, health: 13133, telemetry: 8888 },
  /** `gossip` (TCP and UDP) carries the alert states between replicas. */
  grafana: { http: 3000, gossip: 9094 },
  /** `spans` serves span metrics, the service graph and the metrics that services send over OTLP. */
  collector: { otlpGrpc: 4317, otlpHttp: 4318, health: 13133, telemetry: 8888, spans: 8889 },
  kubeStateMetrics: { http: 8080, telemetry: 8081 },
  nodeExporter: { http: 9100 },
  /** `alerts` is who takes them. */
  demo: { gateway: 8800, predict: 8801, embedding: 8802, alerts: 8803 },
  /** The kubelet's authenticated port; also serves cAdvisor's metrics. */
  kubelet: { https: 10250 },
} as const;
