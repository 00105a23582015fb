import type { Config } from "../../config/config.ts";
import { IMAGES } from "../../model/images.ts";
import { PORTS } from "../../model/ports.ts";
import type { Workload } from "../../model/workload.ts";
import { probes } from "../probe.ts";

const { alerts, embedding, gateway, predict } = PORTS.demo;

/** A service of one's own kind with its users, and who takes alerts in place of a pager: signals for a stack to show. */
export function demo(config: Config): Workload {
  const { chaos, day, rate, resources } = config.demo;
  return {
    name: "demo",
    component: "demo",
    summary: "An inference gateway, its workers and their users, to have real signals.",
    image: IMAGES.demo,
    placement: "main",
    replicas: 1,
    args: [],
    env: {
      DEMO_HOST: "0.0.0.0",
      DEMO_RATE: String(rate),
      DEMO_DAY: `${day.seconds}s`,
      DEMO_CHAOS: chaos ? "on" : "off",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://collector:${PORTS.collector.otlpHttp}`,
      // By this label of its lines a span leads to them, as it would on a cluster.
      OTEL_RESOURCE_ATTRIBUTES: "k8s.namespace.name=demo",
    },
    files: [],
    secretFiles: [],
    volumes: [],
    ports: [
      { name: "gateway", port: gateway, protocol: "TCP" },
      { name: "predict", port: predict, protocol: "TCP" },
      { name: "embedding", port: embedding, protocol: "TCP" },
      { name: "alerts", port: alerts, protocol: "TCP" },
    ],
    // Scraped by jobs of the stack's config, as one's own services are.
    probes: probes({ port: "gateway", path: "/healthz" }, { port: "gateway", path: "/healthz" }, 60),
    resources,
    gracePeriodSeconds: 15,
    prepare: [],
    peers: false,
    sessionAffinity: false,
    permissions: [],
    access: [
      { from: [{ workload: "prometheus" }], ports: ["gateway", "predict", "embedding"] },
      { from: [{ workload: "grafana" }, { workload: "alertmanager" }], ports: ["alerts"] },
    ],
    egress: [],
  };
}
