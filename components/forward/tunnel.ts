import type { Socket } from "node:net";
import type { KubeConfig } from "@kubernetes/client-node";
// Not among what the package exports at its root.
import { WebSocketHandler } from "@kubernetes/client-node/dist/web-socket-handler.js";

/** What is used of a web socket of `ws`, which comes without types. */
interface WebSocket {
  readonly bufferedAmount: number;
  readonly _socket?: Socket;
  send(bytes: Uint8Array, done: (error?: Error) => void): void;
  pause(): void;
  resume(): void;
  terminate(): void;
  on(event: "close", listener: (code: number) => void): void;
}

export interface Listeners {
  /** Bytes from the pod. Return false for "enough, until `resume`". */
  readonly onBytes: (bytes: Buffer) => boolean;
  /** Once, at the end: why it broke, or undefined when the pod closed its connection. */
  readonly onEnd: (error: string | undefined) => void;
}

/** One connection to one port of a pod. */
export interface Tunnel {
  /** @returns false when too much is under way: wait for `sent`. */
  readonly send: (bytes: Uint8Array, sent: () => void) => boolean;
  readonly resume: () => void;
  readonly close: () => void;
}

/** What may wait to be sent, in bytes. */
const UNDER_WAY = 1024 * 1024;
/** Channels of a forward of one port. Source: k8s.io/cri-streaming/pkg/streaming/portforward/websocket.go */
const DATA = 0;
const ERROR = 1;
/** Each channel begins with the number of the port. */
const PORT_BYTES = 2;
/** https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const CLOSED_NORMALLY = 1000;

/**
 * Dials a port of a pod by the subresource `pods/portforward`. The client's own `PortForward` is not used: it knows no
 * back-pressure, and the end of the connection does not reach its caller.
 *
 * @param path of the subresource, with its query.
 * @throws what the web socket's handshake failed by.
 */
export async function openTunnel(config: KubeConfig, path: string, listeners: Listeners): Promise<Tunnel> {
  const skip = [PORT_BYTES, PORT_BYTES];
  let refusal = "";
  let socket: WebSocket | undefined;
  const onMessage = (channel: number, message: Buffer): boolean => {
    const bytes = message.subarray(skip[channel] ?? 0);
    skip[channel] = Math.max(0, (skip[channel] ?? 0) - message.length);
    if (bytes.length === 0) return true;
    if (channel === ERROR) refusal += bytes.toString("utf8");
    if (channel === DATA && !listeners.onBytes(bytes)) socket?.pause();
    return true;
  };
  const open: WebSocket = await new WebSocketHandler(config).connect(path, null, onMessage);
  socket = open;
  // Otherwise it would keep the program alive as long as its client keeps the connection for later. `ws` has no
  // public way to its socket once it is open.
  open._socket?.unref();
  open.on("close", (code) => {
    const broken = code === CLOSED_NORMALLY ? undefined : `the web socket closed with ${code}`;
    listeners.onEnd(refusal === "" ? broken : refusal);
  });
  return {
    send: (bytes, sent) => {
      open.send(Buffer.concat([Buffer.of(DATA), bytes]), sent);
      return open.bufferedAmount < UNDER_WAY;
    },
    resume: () => open.resume(),
    // Not `close`, which waits for the other side's consent.
    close: () => open.terminate(),
  };
}
