import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";

/** Ports of 127.0.0.1 on which nobody listens. All are held until the last is found, so that they differ. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(close));
  return ports;
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, "close");
}
