import type { Server } from "node:http";

/** Has a server listen on a port of 127.0.0.1. Nothing keeps the process alive for it. */
export async function listening(server: Server, port: number): Promise<{ stop(): void }> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  server.unref();
  return {
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
