import { destination } from "pino";
import { HUBS, hubPath } from "./hub/hub.ts";
import { readSettings, type Settings, SettingsError } from "./settings.ts";
import { type Demo, startDemo } from "./start.ts";

/** Status of a program that was called wrongly. */
const USAGE = 2;

try {
  const settings = readSettings(process.env);
  // Blocking: lines that a slow reader leaves would take memory. A reader that is gone is no error.
  const demo = await startDemo(settings, destination({ fd: 1, sync: true }));
  say(places(demo, settings));
  endBySignal(demo);
} catch (error) {
  say(reason(error));
  process.exitCode = error instanceof SettingsError ? USAGE : 1;
}

/** For people, on standard error: standard output is log lines alone. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Where everything is. */
function places({ alerts, urls }: Demo, { chaos, dayMs, load, otlp }: Settings): string {
  const url = urls["inference-gateway"];
  const sent = [otlp.traces ? "traces" : "", otlp.logs ? "logs" : ""].filter((signal) => signal !== "");
  return [
    `gateway  ${url}  POST /v1/predict, /v1/embeddings, /v1/batch; GET /healthz`,
    `metrics  ${Object.values(urls)
      .map((each) => `${each}/metrics`)
      .join("  ")}`,
    `hubs     ${HUBS.map((hub) => url + hubPath(hub)).join("  ")}`,
    `chaos    ${chaos ? `${url}/chaos  GET, POST, DELETE` : "off"}`,
    `alerts   ${alerts}  POST (webhook), GET, DELETE`,
    `load     ${load.on ? `up to ${load.peakRate} requests a second; a day takes ${dayMs / 60_000} minutes` : "off"}`,
    `OTLP     ${sent.length === 0 ? "off" : `${sent.join(" and ")} to ${otlp.endpoint}`}`,
    "Ctrl-C ends it.",
  ].join("\n");
}

/** One line that says what to do. */
function reason(error: unknown): string {
  const { address, code, message, port } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
  };
  const ports = "DEMO_PORT, DEMO_PREDICT_PORT, DEMO_EMBEDDING_PORT or DEMO_ALERTS_PORT";
  if (code === "EADDRINUSE")
    return `port ${port} is taken: stop what listens there, or set ${ports} to another`;
  if (code === "EACCES") return `port ${port} is not allowed: set ${ports} to one above 1023`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `DEMO_HOST: this machine has no address ${address ?? process.env.DEMO_HOST}; try 127.0.0.1`;
  }
  return message;
}

/** The first signal ends the demo in order, the second at once. */
function endBySignal(demo: Demo): void {
  let ending = false;
  const end = () => {
    if (ending) process.exit(1);
    ending = true;
    say("ending …");
    demo.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", end).on("SIGTERM", end);
}
