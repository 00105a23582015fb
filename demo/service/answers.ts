import type { FastifyError, FastifyInstance } from "fastify";

/** What a listener answers where it cannot do what was asked: JSON that says why, with the request's id. */
export function addErrorAnswers(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, error.message);
    return reply.code(status).send({ error: whatIsWrong(error), request_id: request.id });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `no route ${request.method} ${request.url}`, request_id: request.id }),
  );
}

/** The validator says that a value is not among the allowed ones, and that a field is too much: here with the names. */
function whatIsWrong({ message, validation }: FastifyError): string {
  const { additionalProperty, allowedValues } = validation?.[0]?.params ?? {};
  if (Array.isArray(allowedValues)) return `${message}: ${allowedValues.join(", ")}`;
  return typeof additionalProperty === "string" ? `${message}: ${additionalProperty}` : message;
}
