import {
  type Attributes,
  type Context,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import type { FastifyRequest } from "fastify";
import type { ServiceName } from "../names.ts";
import { HttpError } from "./http-error.ts";

/** A service that another calls. */
export interface Peer {
  readonly service: ServiceName;
  /** Where it listens: `http://127.0.0.1:8801`. */
  readonly url: string;
}

/** Milliseconds after which a call is given up. */
const TIMEOUT_MS = 15_000;

const propagator = new W3CTraceContextPropagator();
const setter = {
  set: (carrier: Record<string, string>, key: string, value: string) => {
    carrier[key] = value;
  },
};

/**
 * Posts JSON to another service, within the request's trace and with its id.
 *
 * @throws HttpError 502 when the other fails, 504 when it takes too long: those are not the caller's own faults.
 */
export async function call<Answer>(
  tracer: Tracer,
  peer: Peer,
  path: string,
  body: object,
  { id, traceContext }: FastifyRequest,
): Promise<Answer> {
  const { hostname, port } = new URL(peer.url);
  const attributes: Attributes = {
    "http.request.method": "POST",
    "server.address": hostname,
    "server.port": Number(port),
    "url.full": peer.url + path,
    "url.template": path,
    // By its name, a peer that sends no span of its own is still somebody on the service map.
    "peer.service": peer.service,
  };
  const span = tracer.startSpan(`POST ${path}`, { kind: SpanKind.CLIENT, attributes }, traceContext);
  const fail = (type: string, status: number, what: string, cause?: unknown) => {
    span.setAttribute("error.type", type);
    span.setStatus({ code: SpanStatusCode.ERROR, message: what });
    return new HttpError(status, `${peer.service} ${what}`, { cause });
  };
  try {
    const response = await fetch(peer.url + path, {
      method: "POST",
      headers: headers(trace.setSpan(traceContext, span), id),
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    span.setAttribute("http.response.status_code", response.status);
    const text = await response.text();
    if (!response.ok) throw fail(String(response.status), 502, `answered ${response.status}`);
    return JSON.parse(text) as Answer;
  } catch (error) {
    if (error instanceof HttpError) throw error;
    const name = error instanceof Error ? error.name : "Error";
    if (name === "TimeoutError") throw fail(name, 504, `took longer than ${TIMEOUT_MS / 1000} s`, error);
    throw fail(name, 502, "does not answer", error);
  } finally {
    span.end();
  }
}

function headers(context: Context, requestId: string): Record<string, string> {
  const carrier = { "content-type": "application/json", "x-request-id": requestId };
  propagator.inject(context, carrier, setter);
  return carrier;
}
