import type { Config } from "../../config/config.ts";
import { IMAGES } from "../../model/images.ts";
import { PORTS } from "../../model/ports.ts";
import { type Bytes, bytes } from "../../model/quantity.ts";
import type { Workload } from "../../model/workload.ts";
import { toApiServer } from "../reach.ts";
import { containerLogs, POD_LOGS } from "./container-logs.ts";
import { NODE_NAME, POD_PERMISSIONS, podAttributes, serviceName } from "./pod-attributes.ts";
import { type CollectorConfig, collectorProcess, MEMORY_LIMITER, OWN_PORTS } from "./process.ts";
import { retry, sendingQueue } from "./queue.ts";

/** Where the agent keeps how far it has read, and lines that the gateway has not taken yet. */
const STATE_DIRECTORY = "/var/lib/otelcol";

/** Disk of the node for lines that wait. When it is full the agent stops reading, and the files themselves wait. */
const WAITING: Bytes = bytes("256Mi");

/** Reads the logs of all containers of its node and sends them to the gateway. */
export function agent(config: Config): Workload {
  const { resources } = config.agent;
  // Start-up waits for the names of the node's pods.
  const process = collectorProcess(agentConfig(config), resources, 120);
  return {
    ...process,
    name: "collector-agent",
    component: "collection",
    summary: "Reads the logs of a node's containers",
    image: IMAGES.collector,
    placement: "host",
    replicas: "per-node",
    env: { ...process.env, [NODE_NAME]: { field: "node-name" } },
    secretFiles: [],
    volumes: [
      {
        kind: "host",
        name: "pod-logs",
        directory: POD_LOGS,
        hostPath: POD_LOGS,
        writable: false,
        followMounts: false,
      },
      {
        kind: "host",
        name: "state",
        directory: STATE_DIRECTORY,
        hostPath: `/var/lib/lookout/${stackName(config)}/agent`,
        writable: true,
        followMounts: false,
      },
    ],
    ports: OWN_PORTS,
    resources,
    gracePeriodSeconds: 30,
    prepare: [],
    peers: false,
    sessionAffinity: false,
    permissions: POD_PERMISSIONS,
    access: [{ from: [{ workload: "prometheus" }], ports: ["metrics"] }],
    egress: [toApiServer(config, "names of the node's pods")],
    // The files belong to root and nobody else may read them. As their owner it needs no capability.
    host: { network: false, pid: false, root: true, capabilities: [] },
  };
}

function agentConfig(config: Config): CollectorConfig {
  const processors = {
    ...MEMORY_LIMITER,
    k8s_attributes: podAttributes("node"),
    "transform/service": serviceName(["log"]),
  };
  return {
    extensions: { file_storage: fileStorage() },
    receivers: { file_log: containerLogs(ownLogs(config), "file_storage") },
    processors,
    exporters: {
      "otlp_grpc/gateway": {
        endpoint: gatewayAddress(config),
        tls: { insecure: true },
        timeout: "10s",
        retry_on_failure: retry("0s"),
        sending_queue: { ...sendingQueue(WAITING), storage: "file_storage" },
      },
    },
    pipelines: {
      logs: {
        receivers: ["file_log"],
        processors: Object.keys(processors),
        exporters: ["otlp_grpc/gateway"],
      },
    },
  };
}

/** The files on the node. A damaged one is put aside: reading on from the end beats not starting. */
function fileStorage(): object {
  return {
    directory: STATE_DIRECTORY,
    create_directory: true,
    recreate: true,
    compaction: {
      directory: STATE_DIRECTORY,
      on_start: true,
      // Gives the disk back after an outage of the gateway.
      on_rebound: true,
      cleanup_on_start: true,
    },
  };
}

/** The agent's own lines: one about a line that cannot be sent would make the next. */
function ownLogs({ target }: Config): readonly string[] {
  if (target.kind !== "kubernetes") return [];
  return [`${POD_LOGS}/${target.hostNamespace}_collector-agent-*/*/*.log`];
}

/** The agent lives in another namespace than the gateway. */
function gatewayAddress({ target }: Config): string {
  const host = target.kind === "kubernetes" ? `collector.${target.namespace}` : "collector";
  return `${host}:${PORTS.collector.otlpGrpc}`;
}

/** Tells stacks of one cluster apart on the node. */
function stackName({ target, stack }: Config): string {
  return target.kind === "kubernetes" ? target.namespace : stack;
}
