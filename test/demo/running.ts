import { type Environment, readSettings } from "../../demo/settings.ts";
import { type Demo, startDemo } from "../../demo/start.ts";

/** A line of log as the demo writes it. */
export interface LogLine {
  readonly level: string;
  readonly service_name: string;
  readonly msg: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  readonly request_id?: string;
  readonly status?: number;
  readonly [field: string]: unknown;
}

export interface Running extends Demo {
  readonly gateway: string;
  readonly lines: readonly LogLine[];
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

const QUIET = {
  DEMO_PORT: "0",
  DEMO_PREDICT_PORT: "0",
  DEMO_EMBEDDING_PORT: "0",
  DEMO_ALERTS_PORT: "0",
  DEMO_LOAD: "off",
  OTEL_TRACES_EXPORTER: "none",
  OTEL_LOGS_EXPORTER: "none",
};

/** The demo on free ports; without load and collector unless `environment` says otherwise. */
export async function runDemo(environment: Environment = {}): Promise<Running> {
  const lines: LogLine[] = [];
  const demo = await startDemo(readSettings({ ...QUIET, ...environment }), {
    write: (line) => lines.push(JSON.parse(line) as LogLine),
  });
  const gateway = demo.urls["inference-gateway"];
  return {
    ...demo,
    gateway,
    lines,
    post: (path, body, headers = {}) =>
      fetch(gateway + path, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
  };
}

/** What was answered, by the field names that the caller expects. */
export async function jsonOf<Answer>(response: Response): Promise<Answer> {
  return (await response.json()) as Answer;
}

/** Asks again and again until there is something, for ten seconds. */
export async function eventually<Value>(
  what: string,
  ask: () => Value | undefined | Promise<Value | undefined>,
) {
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    const value = await ask();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`after ten seconds there is no ${what}`);
}
