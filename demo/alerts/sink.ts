import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { Logger } from "pino";
import { addErrorAnswers } from "../service/answers.ts";
import { type Alert, latest } from "./latest.ts";

/** Bytes of a request's body: a notification carries a whole group of alerts. */
const BODY_LIMIT = 1024 * 1024;

/** What Alertmanager's and Grafana's webhooks have in common. */
interface Notification {
  readonly receiver?: string;
  readonly alerts: readonly Alert[];
}

const TEXTS = { type: "object", additionalProperties: { type: "string" } } as const;

/**
 * JSON Schema of it. Both say more, of which nothing is asked.
 * Sources: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config and
 * https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/
 */
const NOTIFICATION_SCHEMA = {
  type: "object",
  required: ["alerts"],
  properties: {
    receiver: { type: "string" },
    alerts: {
      type: "array",
      items: {
        type: "object",
        required: ["status", "labels"],
        properties: {
          status: { enum: ["firing", "resolved"] },
          labels: TEXTS,
          annotations: { ...TEXTS, default: {} },
        },
      },
    },
  },
} as const;

/**
 * Who is told, where there is no pager: takes notifications as a webhook, writes a line for each alert, and lists the
 * latest. It is no service of the demo: its requests are not measured, and nothing breaks it.
 */
export function alertSink(log: Logger): FastifyInstance {
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "request_id" }),
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  addErrorAnswers(app);
  const alerts = latest();
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/alerts", async () => alerts.list());
  app.delete("/alerts", async () => {
    alerts.clear();
    return [];
  });
  app.post<{ Body: Notification }>("/alerts", { schema: { body: NOTIFICATION_SCHEMA } }, async (request) => {
    const { alerts: told, receiver = "" } = request.body;
    for (const alert of told) {
      alerts.add({ ...alert, receiver, receivedAt: new Date().toISOString() });
      tell(log, alert, receiver);
    }
    return { taken: told.length };
  });
  return app;
}

function tell(log: Logger, { annotations, labels, status }: Alert, receiver: string): void {
  const { alertname = "an alert without a name" } = labels;
  const { summary } = annotations;
  const text = `${status}: ${alertname}${summary === undefined ? "" : `: ${summary}`}`;
  log[status === "firing" ? "warn" : "info"]({ alertname, status, receiver, labels }, text);
}
