import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Telemetry } from "../telemetry/telemetry.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whether the route is work of the service, which is observed. */
    own?: boolean;
  }
  interface FastifyRequest {
    /** The trace that the request belongs to, with its server span. */
    traceContext: Context;
  }
}

const propagator = new W3CTraceContextPropagator();
const getter = {
  keys: (carrier: FastifyRequest["headers"]) => Object.keys(carrier),
  get: (carrier: FastifyRequest["headers"], key: string) => carrier[key],
};

/** Who called went away before the answer; nginx' number for it, since HTTP has none. */
const CLIENT_CLOSED = 499;

interface Count {
  started(): void;
  ended(): void;
}

/**
 * A server span, the duration with its exemplar, the gauge of requests in flight and a log line for each request to the
 * service's own routes, and to none at all. Attributes by OpenTelemetry's conventions for HTTP servers.
 * Source: https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export function observeRequests(app: FastifyInstance, { metrics, tracer }: Telemetry, count: Count): void {
  app.decorateRequest("traceContext");
  app.addHook("onRequest", async (request, reply) => {
    const { config, url: route = "" } = request.routeOptions;
    if (!config.own && !request.is404) return;
    const { method } = request;
    const began = performance.now();
    const parent = propagator.extract(ROOT_CONTEXT, request.headers, getter);
    const attributes = {
      "http.request.method": method,
      ...(route === "" ? {} : { "http.route": route }),
      "url.path": request.url.split("?")[0]!,
      "url.scheme": "http",
      "request.id": request.id,
    };
    const name = route === "" ? method : `${method} ${route}`;
    const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
    const { spanId, traceFlags, traceId } = span.spanContext();
    request.traceContext = trace.setSpan(parent, span);
    request.log = request.log.child({ trace_id: traceId, span_id: spanId });
    metrics.started(method);
    count.started();
    // Comes once, whether the answer was sent or the caller went away.
    reply.raw.once("close", () => {
      const status = reply.raw.writableFinished ? reply.statusCode : CLIENT_CLOSED;
      const seconds = (performance.now() - began) / 1000;
      const kept = (traceFlags & TraceFlags.SAMPLED) !== 0;
      endSpan(span, status);
      metrics.ended(method);
      metrics.answered({ method, route, status, seconds, traceId: kept ? traceId : undefined });
      count.ended();
      const line = { method, route, status, duration_ms: Math.round(seconds * 1e4) / 10 };
      request.log[levelOf(status)](line, `${name} ${status}`);
    });
  });
}

function endSpan(span: Span, status: number): void {
  span.setAttribute("http.response.status_code", status);
  // Errors of who calls are none of the server's.
  if (status >= 500) {
    span.setAttribute("error.type", String(status));
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

function levelOf(status: number): "error" | "warn" | "info" {
  if (status >= 500) return "error";
  return status >= 400 ? "warn" : "info";
}
