import type { FastifyInstance } from "fastify";
import { call, type Peer } from "../service/call.ts";
import { HttpError } from "../service/http-error.ts";
import { server } from "../service/server.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import type { Chaos } from "./chaos.ts";

export interface Workers {
  readonly predict: Peer;
  readonly embedding: Peer;
}

interface Prediction {
  readonly label: string;
  readonly score: number;
}

const TEXT = { type: "string", minLength: 1, maxLength: 4096 } as const;
const MODELS = ["sentiment", "topic"];
/** Texts that a worker takes at once. */
const CHUNK = 8;

const object = (required: readonly string[], properties: object) => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});
const own = (body: object) => ({ config: { own: true }, schema: { body } });

/** The service that users talk to: it checks what they send and asks the workers. */
export function gateway(telemetry: Telemetry, workers: Workers, broken: Chaos): FastifyInstance {
  const app = server(telemetry, broken.before(telemetry.service));
  addPredict(app, telemetry, workers.predict);
  addEmbeddings(app, telemetry, workers.embedding);
  addBatch(app, telemetry, workers.predict);
  return app;
}

/** One text, one label. */
function addPredict(app: FastifyInstance, { tracer }: Telemetry, worker: Peer): void {
  const schema = object(["text"], { text: TEXT, model: { type: "string", default: MODELS[0] } });
  app.post<{ Body: { text: string; model: string } }>("/v1/predict", own(schema), async (request) => {
    const { model, text } = request.body;
    if (!MODELS.includes(model)) throw new HttpError(404, `no model "${model}": ${MODELS.join(", ")}`);
    const [prediction] = await call<Prediction[]>(
      tracer,
      worker,
      "/infer",
      { model, texts: [text] },
      request,
    );
    return { model, ...prediction };
  });
}

/** Up to 16 texts, a vector each. */
function addEmbeddings(app: FastifyInstance, { tracer }: Telemetry, worker: Peer): void {
  const texts = { type: "array", minItems: 1, maxItems: 16, items: TEXT };
  app.post<{ Body: { texts: readonly string[] } }>(
    "/v1/embeddings",
    own(object(["texts"], { texts })),
    async (request) => ({ embeddings: await call(tracer, worker, "/embed", request.body, request) }),
  );
}

/** Many texts, one part after the other: the slow route. */
function addBatch(app: FastifyInstance, { tracer }: Telemetry, worker: Peer): void {
  const texts = { type: "array", minItems: 1, maxItems: 64, items: TEXT };
  app.post<{ Body: { texts: readonly string[] } }>(
    "/v1/batch",
    own(object(["texts"], { texts })),
    async (request) => {
      const predictions: Prediction[] = [];
      for (let first = 0; first < request.body.texts.length; first += CHUNK) {
        const part = { model: MODELS[0], texts: request.body.texts.slice(first, first + CHUNK) };
        predictions.push(...(await call<Prediction[]>(tracer, worker, "/infer", part, request)));
        request.log.debug({ done: predictions.length }, "part of the batch is done");
      }
      return { predictions };
    },
  );
}
