import type { Config } from "../../config/config.ts";
import { goDuration } from "../../model/duration.ts";
import { peersService } from "../../model/names.ts";
import { PORTS } from "../../model/ports.ts";
import { share } from "../../model/quantity.ts";
import { limits, SERVER_TIMEOUT } from "./limits.ts";
import { commonStorage, DATA_DIRECTORY, replicationFactor } from "./storage.ts";

/** Environment variable with the replica's own address, which its peers dial. */
export const ADDRESS = "POD_IP";

/**
 * First day of the schema. Any fixed day before the oldest line will do, and it may never change: Loki reads a day's
 * chunks by the schema of that day.
 */
const SCHEMA_FROM = "2024-04-01";

/** gRPC messages between Loki's own parts, also within one process. Its 4 MiB fail large pushes and results. */
const GRPC_MESSAGE_BYTES = 32 * 2 ** 20;

/** Loki's whole configuration file, for `-target=all`. Source: https://grafana.com/docs/loki/latest/configure/ */
export function lokiConfig(config: Config): unknown {
  const { storage } = config.loki;
  return {
    auth_enabled: false,
    analytics: { reporting_enabled: false },
    tracing: { enabled: false },
    server: server(),
    common: {
      path_prefix: DATA_DIRECTORY,
      replication_factor: replicationFactor(config),
      storage: commonStorage(config),
      ...ring(config),
    },
    ...memberlist(config),
    schema_config: {
      configs: [
        {
          from: SCHEMA_FROM,
          store: "tsdb",
          object_store: storage.kind,
          schema: "v13",
          index: { prefix: "index_", period: "24h" },
        },
      ],
    },
    ingester: ingester(config),
    compactor: {
      retention_enabled: true,
      delete_request_store: storage.kind,
      // With replicas another one may take over the compaction: it must find the marks of its predecessor.
      ...(storage.kind === "s3" ? { deletion_marker_object_store_prefix: "markers/" } : {}),
    },
    limits_config: limits(config),
    frontend: {
      encoding: "protobuf",
      // Loki's 5 minutes are longer than the time from SIGTERM to SIGKILL.
      graceful_shutdown_timeout: "30s",
    },
    ...caches(config),
  };
}

/** Whether replicas share a ring. */
export function isClustered({ loki: { replicas } }: Config): boolean {
  return replicas > 1;
}

function server(): unknown {
  return {
    http_listen_port: PORTS.loki.http,
    grpc_listen_port: PORTS.loki.grpc,
    log_format: "json",
    log_level: "info",
    graceful_shutdown_timeout: "30s",
    http_server_read_timeout: goDuration(SERVER_TIMEOUT),
    http_server_write_timeout: goDuration(SERVER_TIMEOUT),
    grpc_server_max_recv_msg_size: GRPC_MESSAGE_BYTES,
    grpc_server_max_send_msg_size: GRPC_MESSAGE_BYTES,
  };
}

function ring(config: Config): object {
  if (!isClustered(config)) return { instance_addr: "127.0.0.1", ring: { kvstore: { store: "inmemory" } } };
  return { instance_addr: `\${${ADDRESS}}`, ring: { kvstore: { store: "memberlist" } } };
}

function memberlist(config: Config): object {
  if (!isClustered(config)) return {};
  return {
    memberlist: {
      bind_port: PORTS.loki.memberlist,
      // Refuses to gossip with another stack's Loki that was given one of our addresses.
      cluster_label: `lookout-${config.stack}`,
      join_members: [`dns+${peersService("loki")}:${PORTS.loki.memberlist}`],
    },
  };
}

function ingester(config: Config): unknown {
  const clustered = isClustered(config);
  const { memoryLimit } = config.loki.resources;
  return {
    chunk_encoding: "snappy",
    // A replica that is gone for good must not keep the others from becoming ready.
    ...(clustered ? { autoforget_unhealthy: true } : { lifecycler: { min_ready_duration: "0s" } }),
    wal: {
      enabled: true,
      // A replica that scaling down takes away leaves nothing behind on its volume. A single one reads its log again.
      flush_on_shutdown: clustered,
      // The default of 4 GB is above most limits: the replay would be killed again and again.
      replay_memory_ceiling: `${megabytes(share(memoryLimit, 0.5).bytes)}MB`,
    },
  };
}

/**
 * Caches inside the process, each 100 MB unless told otherwise: one of chunks, and one for each of six kinds of
 * results, which all take the size of the first. Together a fifth of the memory limit.
 */
function caches({ loki: { resources } }: Config): object {
  const embedded = (part: number) => ({
    embedded_cache: { enabled: true, max_size_mb: megabytes(share(resources.memoryLimit, part).bytes) },
  });
  return {
    query_range: { cache_results: true, results_cache: { cache: embedded(0.02) } },
    chunk_store_config: { chunk_cache_config: embedded(0.08) },
  };
}

/** Loki's `MB` are binary. */
function megabytes(bytes: number): number {
  return Math.max(1, Math.floor(bytes / 2 ** 20));
}
