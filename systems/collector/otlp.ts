import { PORTS } from "../../model/ports.ts";

/** Largest message taken in over gRPC; the default of 4 MiB refuses what some SDKs send at once. */
const MESSAGE_MEBIBYTES = 16;

/** OTLP over gRPC, on all addresses: the default is localhost. */
export function otlpGrpc(): object {
  return {
    endpoint: `0.0.0.0:${PORTS.collector.otlpGrpc}`,
    max_recv_msg_size_mib: MESSAGE_MEBIBYTES,
    // Clients that went away without a word.
    keepalive: { server_parameters: { max_connection_idle: "10m" } },
  };
}

/** The receiver of services and agents. */
export function otlpReceiver(): object {
  return {
    protocols: { grpc: otlpGrpc(), http: { endpoint: `0.0.0.0:${PORTS.collector.otlpHttp}` } },
  };
}
