import { type Bytes, bytes, cpu } from "../model/quantity.ts";
import type { Resources } from "../model/workload.ts";

/** What one replica of a system asks of a node. */
export interface Share {
  readonly resources: Resources;
  /** Size of its volume. Absent for systems that keep nothing. */
  readonly volume?: Bytes;
}

export type SizedSystem =
  | "prometheus"
  | "alertmanager"
  | "loki"
  | "jaeger"
  | "collector"
  | "agent"
  | "grafana"
  | "kubeStateMetrics"
  | "nodeExporter"
  | "demo";

function of(cores: string, memory: string, limit: string, volume?: string): Share {
  const resources = { cpu: cpu(cores), memory: bytes(memory), memoryLimit: bytes(limit) };
  return volume === undefined ? { resources } : { resources, volume: bytes(volume) };
}

/**
 * The presets: requested processor time, requested memory, memory limit, volume.
 *
 * Assumed loads: small 100 thousand active series, 1 GB of logs a day and 50 spans a second; medium ten times that;
 * large fifty times. Prometheus needs about 4 kB of memory an active series and 1.5 bytes of disk a sample.
 */
export const SIZES: Readonly<Record<"small" | "medium" | "large", Readonly<Record<SizedSystem, Share>>>> = {
  small: {
    prometheus: of("200m", "1Gi", "2Gi", "20Gi"),
    alertmanager: of("20m", "64Mi", "128Mi", "1Gi"),
    loki: of("100m", "512Mi", "1Gi", "20Gi"),
    jaeger: of("100m", "512Mi", "1Gi", "10Gi"),
    collector: of("100m", "256Mi", "512Mi"),
    agent: of("50m", "128Mi", "256Mi"),
    grafana: of("100m", "256Mi", "512Mi", "2Gi"),
    kubeStateMetrics: of("20m", "64Mi", "256Mi"),
    nodeExporter: of("20m", "32Mi", "64Mi"),
    demo: of("50m", "192Mi", "512Mi"),
  },
  medium: {
    prometheus: of("1", "6Gi", "10Gi", "200Gi"),
    alertmanager: of("50m", "128Mi", "256Mi", "2Gi"),
    loki: of("500m", "2Gi", "4Gi", "100Gi"),
    jaeger: of("500m", "2Gi", "4Gi", "50Gi"),
    collector: of("500m", "1Gi", "2Gi"),
    agent: of("100m", "256Mi", "512Mi"),
    grafana: of("250m", "512Mi", "1Gi", "5Gi"),
    kubeStateMetrics: of("50m", "256Mi", "512Mi"),
    nodeExporter: of("50m", "64Mi", "128Mi"),
    demo: of("50m", "192Mi", "512Mi"),
  },
  large: {
    prometheus: of("4", "28Gi", "40Gi", "1Ti"),
    alertmanager: of("100m", "256Mi", "512Mi", "5Gi"),
    loki: of("2", "6Gi", "10Gi", "300Gi"),
    jaeger: of("2", "6Gi", "10Gi", "200Gi"),
    collector: of("2", "3Gi", "5Gi"),
    agent: of("200m", "512Mi", "1Gi"),
    grafana: of("500m", "1Gi", "2Gi", "10Gi"),
    kubeStateMetrics: of("200m", "1Gi", "2Gi"),
    nodeExporter: of("50m", "64Mi", "128Mi"),
    demo: of("50m", "192Mi", "512Mi"),
  },
};
