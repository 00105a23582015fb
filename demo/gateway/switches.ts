import type { FastifyInstance } from "fastify";
import { HttpError } from "../service/http-error.ts";
import { type Chaos, DISTURBANCE_SCHEMA, type Disturbance } from "./chaos.ts";

/** The switches: `GET` tells what goes wrong, `POST` breaks something, `DELETE` mends it. */
export function addChaos(app: FastifyInstance, broken: Chaos): void {
  app.get("/chaos", async () => broken.state());
  app.delete("/chaos", async (request) => {
    request.log.info("chaos ended");
    return broken.reset();
  });
  app.post<{ Body: Disturbance }>("/chaos", { schema: { body: DISTURBANCE_SCHEMA } }, async (request) => {
    const { errorRate, latencyMs, memoryMb } = request.body;
    if (errorRate + latencyMs + memoryMb === 0) {
      throw new HttpError(400, "nothing to break: give errorRate, latencyMs or memoryMb");
    }
    const state = broken.start(request.body);
    request.log.warn({ chaos: state }, "chaos began");
    return state;
  });
}
