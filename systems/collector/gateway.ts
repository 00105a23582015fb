import type { Config } from "../../config/config.ts";
import { IMAGES } from "../../model/images.ts";
import { PORTS } from "../../model/ports.ts";
import type { Access, Peer, Workload } from "../../model/workload.ts";
import { toApiServer } from "../reach.ts";
import { gatewayConfig } from "./gateway-config.ts";
import { POD_PERMISSIONS } from "./pod-attributes.ts";
import { collectorProcess, OWN_PORTS } from "./process.ts";

/** The way in for all OTLP: traces go on to Jaeger or the samplers, logs to Loki, metrics are served to Prometheus. */
export function gateway(config: Config): Workload {
  const { replicas, resources } = config.collector;
  const inCluster = config.target.kind === "kubernetes";
  return {
    ...collectorProcess(gatewayConfig(config), resources, 60),
    name: "collector",
    component: "collection",
    summary: "Takes OTLP in and passes it on",
    image: IMAGES.collector,
    placement: "main",
    replicas,
    secretFiles: [],
    volumes: [],
    ports: [
      { name: "otlp-grpc", port: PORTS.collector.otlpGrpc, protocol: "TCP" },
      { name: "otlp-http", port: PORTS.collector.otlpHttp, protocol: "TCP" },
      { name: "spans", port: PORTS.collector.spans, protocol: "TCP" },
      ...OWN_PORTS,
    ],
    resources,
    // The queues are emptied, as far as Jaeger and Loki take what is in them.
    gracePeriodSeconds: 60,
    prepare: [],
    peers: false,
    // A service's metrics must not move between gateways: each serves what it last got for some minutes.
    sessionAffinity: replicas > 1,
    permissions: inCluster ? POD_PERMISSIONS : [],
    access: access(config),
    egress: inCluster ? [toApiServer(config, "names of the pods that send")] : [],
  };
}

function access({ network: { otlpFrom }, exporters }: Config): readonly Access[] {
  const senders: readonly Peer[] =
    otlpFrom === "cluster" ? ["cluster"] : otlpFrom.map((namespace) => ({ namespace }));
  return [
    { from: senders, ports: ["otlp-grpc", "otlp-http"] },
    ...(exporters.nodeLogs
      ? [{ from: [{ workload: "collector-agent" }], ports: ["otlp-grpc"] } as const]
      : []),
    { from: [{ workload: "prometheus" }], ports: ["spans", "metrics"] },
  ];
}
