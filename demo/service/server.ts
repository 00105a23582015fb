import { randomUUID } from "node:crypto";
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { Telemetry } from "../telemetry/telemetry.ts";
import { addErrorAnswers } from "./answers.ts";
import { HttpError } from "./http-error.ts";
import { observeRequests } from "./observe.ts";

/** Requests that a service works on at once; above it answers 503. What waits takes memory. */
const MOST_IN_FLIGHT = 256;
/** Bytes of a request's body. */
const BODY_LIMIT = 64 * 1024;

/** What may happen to a request before it is worked on, such as an error on demand. */
export type Before = () => Promise<void>;

/**
 * A service: `/healthz`, `/metrics`, and what is added to it. Routes with `config: { own: true }` are work, which is
 * measured, traced and logged; the others are probes and switches, which would only dilute an SLO.
 */
export function server(telemetry: Telemetry, before: Before): FastifyInstance {
  const app = fastify({
    loggerInstance: telemetry.log as FastifyBaseLogger,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    // One line a request, of our own: see observe.ts.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "request_id" }),
    genReqId: ({ headers }) => requestId(headers["x-request-id"]),
    // Numbers as text, unknown fields and the like are mistakes that callers should hear of.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  let inFlight = 0;
  observeRequests(app, telemetry, {
    started: () => {
      inFlight++;
    },
    ended: () => {
      inFlight--;
    },
  });
  app.addHook("preHandler", async ({ routeOptions }) => {
    if (!routeOptions.config.own) return;
    if (inFlight > MOST_IN_FLIGHT) throw new HttpError(503, "too many requests at once");
    await before();
  });
  addErrorAnswers(app);
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/metrics", async (_, reply) => {
    const { registry } = telemetry.metrics;
    return reply.header("content-type", registry.contentType).send(await registry.metrics());
  });
  return app;
}

/** The caller's, so that one request has one id in all services; a new one where there is none or it is no id. */
function requestId(given: string | readonly string[] | undefined): string {
  return typeof given === "string" && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}
