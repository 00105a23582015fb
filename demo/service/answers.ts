import type { FastifyError, FastifyInstance } from "fastify";

/** What a listener answers where it cannot do what was asked: JSON that says why, with the request's id. */
export function addErrorAnswers(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, error.message);
    return reply.code(status).send({ error: error.message, request_id: request.id });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `no route ${request.method} ${request.url}`, request_id: request.id }),
  );
}
