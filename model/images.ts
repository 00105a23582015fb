/** A container image, pinned by tag. */
export interface Image {
  /** Host of the registry; `target.imageMirror` takes its place. */
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  /** The version as its project writes it, for the `app.kubernetes.io/version` label. */
  readonly version: string;
  /** User and group that the image's files expect. */
  readonly uid: number;
  readonly gid: number;
  /** A command of its own that fails when the URL put after it does not answer. Absent where there is no shell. */
  readonly get?: readonly string[];
  /** How it is made where it runs, instead of pulled. */
  readonly build?: {
    /** Folder of the project that holds a Dockerfile and all that it needs. */
    readonly context: string;
    /** The image that it starts from; the Dockerfile takes its reference as this argument. */
    readonly base: Image;
    readonly argument: string;
  };
}

/** The Node that the project pins, without compilers. */
const NODE: Image = {
  registry: "docker.io",
  repository: "library/node",
  tag: "24.21.0-slim",
  version: "24.21.0",
  uid: 1000,
  gid: 1000,
};

/** Every image that Lookout deploys, each with the reason for its version. */
export const IMAGES = {
  /** Distroless: no shell to break into. Retention in the configuration file works from 3.11 on. */
  prometheus: {
    registry: "quay.io",
    repository: "prometheus/prometheus",
    tag: "v3.14.0-distroless",
    version: "3.14.0",
    uid: 65532,
    gid: 65532,
  },
  alertmanager: {
    registry: "quay.io",
    repository: "prometheus/alertmanager",
    tag: "v0.34.0",
    version: "0.34.0",
    uid: 65534,
    gid: 65534,
  },
  /** 3.7 takes OTLP logs natively and keeps trace ids as structured metadata. */
  loki: {
    registry: "docker.io",
    repository: "grafana/loki",
    tag: "3.7.6",
    version: "3.7.6",
    uid: 10001,
    gid: 10001,
  },
  /** Jaeger 2 is a collector distribution; 1.x gets no more fixes. */
  jaeger: {
    registry: "docker.io",
    repository: "jaegertracing/jaeger",
    tag: "2.20.0",
    version: "2.20.0",
    uid: 10001,
    gid: 10001,
  },
  /** Drops old indices from OpenSearch, which Jaeger itself never does. Of Jaeger's release. */
  jaegerIndexCleaner: {
    registry: "docker.io",
    repository: "jaegertracing/jaeger-es-index-cleaner",
    tag: "2.20.0",
    version: "2.20.0",
    uid: 10001,
    gid: 10001,
  },
  /**
   * Stay on 13.1: from 13.2 on the Prometheus, Loki and Jaeger datasources are plugins that update themselves,
   * which fails on a read-only root file system and on clusters without internet.
   */
  grafana: {
    registry: "docker.io",
    repository: "grafana/grafana",
    tag: "13.1.3",
    version: "13.1.3",
    uid: 472,
    gid: 472,
    // Of Alpine itself, in BusyBox. curl is an addition, which its makers have set out to remove:
    // https://github.com/grafana/grafana/pull/122982
    get: ["wget", "-q", "-O", "/dev/null"],
  },
  /** The contrib distribution: span metrics, service graph, tail sampling and the file log receiver live there. */
  collector: {
    registry: "docker.io",
    repository: "otel/opentelemetry-collector-contrib",
    tag: "0.158.0",
    version: "0.158.0",
    uid: 10001,
    gid: 10001,
  },
  kubeStateMetrics: {
    registry: "registry.k8s.io",
    repository: "kube-state-metrics/kube-state-metrics",
    tag: "v2.20.0",
    version: "2.20.0",
    uid: 65534,
    gid: 65534,
  },
  nodeExporter: {
    registry: "quay.io",
    repository: "prometheus/node-exporter",
    tag: "v1.12.1",
    version: "1.12.1",
    uid: 65534,
    gid: 65534,
  },
  /** For Docker alone, which gives volumes to root: it hands them to their workload. A release of the stable line. */
  busybox: {
    registry: "docker.io",
    repository: "library/busybox",
    tag: "1.37.0",
    version: "1.37.0",
    uid: 65534,
    gid: 65534,
  },
  demo: {
    registry: "",
    repository: "lookout-demo",
    tag: "1.0.0",
    version: "1.0.0",
    uid: 1000,
    gid: 1000,
    get: [
      "node",
      "--eval",
      "fetch(process.argv[1]).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))",
    ],
    build: { context: "demo", base: NODE, argument: "NODE_IMAGE" },
  },
} as const satisfies Readonly<Record<string, Image>>;

/**
 * The reference a runtime pulls; of an image that is built, its name.
 *
 * @param mirror a registry, with an optional path, that stands in for every image's own: `mirror.example.com/hub`.
 */
export function imageReference(image: Image, mirror?: string): string {
  const name = `${image.repository}:${image.tag}`;
  return image.build === undefined ? `${mirror ?? image.registry}/${name}` : name;
}
