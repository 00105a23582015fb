import { SpanStatusCode } from "@opentelemetry/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { HttpError } from "../service/http-error.ts";
import { type Before, server } from "../service/server.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import { type Latency, numbersOf, work, workOf } from "./inference.ts";

/** A model, and how well it works. */
interface Model {
  readonly latency: Latency;
  /** Share of the calls that fail by themselves: enough to be seen, too few to break a 99% objective. */
  readonly errorShare: number;
}

const PREDICT: Model = {
  latency: { medianMs: 60, perTextMs: 25, coldShare: 0.01, coldMs: 900 },
  errorShare: 0.003,
};
const EMBEDDING: Model = {
  latency: { medianMs: 25, perTextMs: 8, coldShare: 0.005, coldMs: 400 },
  errorShare: 0.001,
};

const LABELS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  sentiment: ["negative", "neutral", "positive"],
  topic: ["arts", "science", "sports", "trade"],
};
const DIMENSIONS = 16;

const BODY = {
  type: "object",
  required: ["texts"],
  properties: {
    texts: { type: "array", minItems: 1, maxItems: 64, items: { type: "string" } },
    model: { enum: Object.keys(LABELS) },
  },
} as const;
const ROUTE = { config: { own: true }, schema: { body: BODY } };

interface Input {
  readonly texts: readonly string[];
  readonly model?: string;
}

/** Labels texts. */
export function predictWorker(telemetry: Telemetry, before: Before): FastifyInstance {
  const app = server(telemetry, before);
  app.post<{ Body: Input }>("/infer", ROUTE, async (request) => {
    const { model = "sentiment", texts } = request.body;
    await infer(telemetry, request, PREDICT, model, texts);
    const labels = LABELS[model]!;
    return texts.map((text) => {
      const [which, score] = numbersOf(text, 2) as [number, number];
      const label = labels[Math.min(labels.length - 1, Math.floor(which * labels.length))];
      return { label, score: 0.5 + score / 2 };
    });
  });
  return app;
}

/** Turns texts into vectors. */
export function embeddingWorker(telemetry: Telemetry, before: Before): FastifyInstance {
  const app = server(telemetry, before);
  app.post<{ Body: Input }>("/embed", ROUTE, async (request) => {
    const { texts } = request.body;
    await infer(telemetry, request, EMBEDDING, "sentences", texts);
    return texts.map((text) => numbersOf(text, DIMENSIONS));
  });
  return app;
}

/** The model at work, in a span of its own. */
async function infer(
  { tracer }: Telemetry,
  { log, traceContext }: FastifyRequest,
  { errorShare, latency }: Model,
  model: string,
  texts: readonly string[],
): Promise<void> {
  const planned = workOf(latency, texts, Math.random);
  const attributes = { "model.name": model, "model.cold": planned.cold, "batch.size": texts.length };
  const span = tracer.startSpan(`infer ${model}`, { attributes }, traceContext);
  if (planned.cold) log.warn({ model }, "model was not loaded, loading it");
  try {
    await work(planned);
    if (Math.random() < errorShare) throw new HttpError(500, `model ${model} ran out of memory`);
  } catch (error) {
    span.recordException(error as Error);
    span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
    throw error;
  } finally {
    span.end();
  }
}
