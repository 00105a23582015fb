import { type Problem, reader } from "./environment.ts";

/** All that can be set, from the environment. */
export interface Settings {
  /** Address that every service, and the one who takes alerts, listens on. 127.0.0.1: nobody from outside can break things. */
  readonly host: string;
  /** TCP ports; 0 is any free one. */
  readonly ports: {
    readonly gateway: number;
    readonly predict: number;
    readonly embedding: number;
    readonly alerts: number;
  };
  readonly load: {
    readonly on: boolean;
    /** Requests a second at the busiest time of the day. */
    readonly peakRate: number;
  };
  /** Milliseconds that a day of the load and of the hubs takes. */
  readonly dayMs: number;
  /** Whether `/chaos` exists. */
  readonly chaos: boolean;
  readonly otlp: { readonly endpoint: string; readonly traces: boolean; readonly logs: boolean };
  readonly logLevel: LogLevel;
}

export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with the environment: one line a variable, all at once. */
export class SettingsError extends Error {
  constructor(problems: readonly Problem[]) {
    super(problems.map(({ variable, what }) => `${variable}: ${what}`).join("\n"));
    this.name = "SettingsError";
  }
}

/**
 * Reads the settings. An empty variable counts as unset, as in OpenTelemetry's specification.
 *
 * @throws SettingsError when a value is not allowed, or a variable `DEMO_…` is unknown: it would be a slip.
 */
export function readSettings(environment: Environment): Settings {
  const read = reader(environment);
  const settings: Settings = {
    host: read.text("DEMO_HOST", "127.0.0.1"),
    ports: {
      gateway: read.whole("DEMO_PORT", 8800, 0, 65_535),
      predict: read.whole("DEMO_PREDICT_PORT", 8801, 0, 65_535),
      embedding: read.whole("DEMO_EMBEDDING_PORT", 8802, 0, 65_535),
      alerts: read.whole("DEMO_ALERTS_PORT", 8803, 0, 65_535),
    },
    load: { on: read.onOff("DEMO_LOAD", true), peakRate: read.number("DEMO_RATE", 8, 0.1, 100) },
    dayMs: read.duration("DEMO_DAY", "24h", "1m", "24h"),
    chaos: read.onOff("DEMO_CHAOS", true),
    otlp: {
      endpoint: read.url("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318"),
      // Source: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#exporter-selection
      traces: read.oneOf("OTEL_TRACES_EXPORTER", ["otlp", "none"], "otlp") === "otlp",
      logs: read.oneOf("OTEL_LOGS_EXPORTER", ["otlp", "none"], "otlp") === "otlp",
    },
    logLevel: read.oneOf("DEMO_LOG_LEVEL", LOG_LEVELS, "info"),
  };
  const problems = [...read.problems(), ...read.unknown("DEMO_"), ...samePorts(settings)];
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

function samePorts({ ports }: Settings): readonly Problem[] {
  const fixed = Object.values(ports).filter((port) => port !== 0);
  if (new Set(fixed).size === fixed.length) return [];
  const what = `four different ones are needed, not ${Object.values(ports).join(", ")}`;
  return [{ variable: "DEMO_PORT, DEMO_PREDICT_PORT, DEMO_EMBEDDING_PORT, DEMO_ALERTS_PORT", what }];
}
