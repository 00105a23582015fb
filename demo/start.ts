import type { FastifyInstance } from "fastify";
import { alertSink } from "./alerts/sink.ts";
import { chaos } from "./gateway/chaos.ts";
import { gateway } from "./gateway/gateway.ts";
import { addChaos } from "./gateway/switches.ts";
import { addHubs } from "./hub/hub.ts";
import { startLoad } from "./load/load.ts";
import { ALERT_SINK, type ServiceName } from "./names.ts";
import type { Peer } from "./service/call.ts";
import type { Settings } from "./settings.ts";
import { collector } from "./telemetry/collector.ts";
import { processMetrics } from "./telemetry/process-metrics.ts";
import { type Lines, logOf, type Telemetry, telemetryOf } from "./telemetry/telemetry.ts";
import { embeddingWorker, predictWorker } from "./worker/workers.ts";

/** The demo while it runs. */
export interface Demo {
  /** Where each service answers: `http://127.0.0.1:8800`. */
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** Where alerts are posted and listed: `http://127.0.0.1:8803/alerts`. */
  readonly alerts: string;
  /** Ends the load and the services, then sends what waits of traces and logs. At most a few seconds. */
  stop(): Promise<void>;
}

/** Milliseconds that requests and signals in flight get at the end. */
const GRACE_MS = 5000;

/**
 * Starts the workers, the gateway in front of them, the hubs beside it, who takes alerts, and the load.
 *
 * @throws when a port cannot be had; what was started until then is stopped again.
 */
export async function startDemo(settings: Settings, lines: Lines): Promise<Demo> {
  const to = collector(settings.otlp.endpoint, (answers) => tellCollector(ofGateway, answers));
  const telemetry = (service: ServiceName) => telemetryOf(service, settings, to, lines);
  const [ofGateway, ofPredict, ofEmbedding] = [
    telemetry("inference-gateway"),
    telemetry("predict-worker"),
    telemetry("embedding-worker"),
  ];
  const ofAlerts = logOf(ALERT_SINK, settings, to, lines);
  const broken = chaos();
  const running: FastifyInstance[] = [];
  const { host, ports } = settings;
  const stop = async () => {
    broken.reset();
    // The gateway first: it needs the workers for its last answers.
    for (const app of running.toReversed()) await close(app);
    await within(Promise.all([ofGateway, ofPredict, ofEmbedding, ofAlerts].map((each) => each.stop())));
  };
  const listen = (app: FastifyInstance, port: number): Promise<string> => {
    running.push(app);
    return app.listen({ host, port });
  };
  const start = async (app: FastifyInstance, { service }: Telemetry, port: number): Promise<Peer> => ({
    service,
    url: await listen(app, port),
  });

  try {
    const alerts = `${await listen(alertSink(ofAlerts.log), ports.alerts)}/alerts`;
    const predict = await start(
      predictWorker(ofPredict, broken.before("predict-worker")),
      ofPredict,
      ports.predict,
    );
    const embedding = await start(
      embeddingWorker(ofEmbedding, broken.before("embedding-worker")),
      ofEmbedding,
      ports.embedding,
    );
    const app = gateway(ofGateway, { predict, embedding }, broken);
    processMetrics(ofGateway.metrics.registry);
    addHubs(app, settings.dayMs);
    if (settings.chaos) addChaos(app, broken);
    const { url } = await start(app, ofGateway, ports.gateway);

    const { dayMs, load } = settings;
    const users = load.on ? startLoad({ url, peakRate: load.peakRate, dayMs }) : undefined;
    return {
      urls: { "inference-gateway": url, "predict-worker": predict.url, "embedding-worker": embedding.url },
      alerts,
      stop: async () => {
        await users?.stop();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Node closes the connections that are idle when it is asked to; those that become so only then would be kept for as
 * long as their other ends wait.
 */
async function close(app: FastifyInstance): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), 50);
  await within(app.close());
  clearInterval(idle);
}

/** A collector that never comes back, or a caller who never goes, is not waited for. */
async function within(ending: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, GRACE_MS);
  await Promise.race([ending.catch(() => undefined), promise]);
  clearTimeout(timer);
}

function tellCollector({ log }: Telemetry, answers: boolean): void {
  if (answers) log.info("the collector answers again");
  else
    log.warn(
      "no collector answers: traces and logs are dropped until one does; metrics are served all the same",
    );
}
