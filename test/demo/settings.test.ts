import assert from "node:assert/strict";
import { readSettings, SettingsError } from "../../demo/settings.ts";

describe("demo: settings", () => {
  it("has a default for everything", () => {
    assert.deepEqual(readSettings({}), {
      host: "127.0.0.1",
      ports: { gateway: 8800, predict: 8801, embedding: 8802, alerts: 8803 },
      load: { on: true, peakRate: 8 },
      dayMs: 24 * 60 * 60 * 1000,
      chaos: true,
      otlp: { endpoint: "http://localhost:4318", traces: true, logs: true },
      logLevel: "info",
    });
  });

  it("reads each from the environment", () => {
    const settings = readSettings({
      DEMO_HOST: "0.0.0.0",
      DEMO_PORT: "9001",
      DEMO_PREDICT_PORT: "9002",
      DEMO_EMBEDDING_PORT: "9003",
      DEMO_ALERTS_PORT: "9004",
      DEMO_LOAD: "off",
      DEMO_RATE: "2.5",
      DEMO_DAY: "10m",
      DEMO_CHAOS: "off",
      DEMO_LOG_LEVEL: "silent",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318/",
      OTEL_TRACES_EXPORTER: "none",
      OTEL_LOGS_EXPORTER: "none",
    });
    assert.deepEqual(settings, {
      host: "0.0.0.0",
      ports: { gateway: 9001, predict: 9002, embedding: 9003, alerts: 9004 },
      load: { on: false, peakRate: 2.5 },
      dayMs: 600_000,
      chaos: false,
      otlp: { endpoint: "http://collector:4318", traces: false, logs: false },
      logLevel: "silent",
    });
  });

  it("takes an empty variable for unset", () => {
    assert.equal(readSettings({ DEMO_PORT: "", DEMO_RATE: " " }).ports.gateway, 8800);
  });

  it("tells all that is wrong at once, with what was given and what is allowed", () => {
    const problems = problemsOf({
      DEMO_PORT: "70000",
      DEMO_PREDICT_PORT: "80.5",
      DEMO_RATE: "many",
      DEMO_DAY: "5s",
      DEMO_LOAD: "yes",
      DEMO_LOG_LEVEL: "loud",
      OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318",
      OTEL_LOGS_EXPORTER: "console",
    });
    assert.deepEqual(problems, [
      'DEMO_PORT: must be a whole number from 0 to 65535, not "70000"',
      'DEMO_PREDICT_PORT: must be a whole number from 0 to 65535, not "80.5"',
      'DEMO_LOAD: must be on or off, not "yes"',
      'DEMO_RATE: must be a number from 0.1 to 100, not "many"',
      'DEMO_DAY: must be a duration from 1m to 24h, such as 10m, not "5s"',
      'OTEL_EXPORTER_OTLP_ENDPOINT: must be an address such as http://localhost:4318, not "collector:4318"',
      'OTEL_LOGS_EXPORTER: must be one of otlp, none, not "console"',
      'DEMO_LOG_LEVEL: must be one of debug, info, warn, error, silent, not "loud"',
    ]);
  });

  it("refuses a variable that it does not know: it is a slip", () => {
    const [problem] = problemsOf({ DEMO_PORTS: "1" });
    assert.match(problem!, /^DEMO_PORTS: is unknown; there are DEMO_HOST, DEMO_PORT, /);
  });

  it("refuses one port for two listeners", () => {
    assert.deepEqual(problemsOf({ DEMO_PORT: "8801" }), [
      "DEMO_PORT, DEMO_PREDICT_PORT, DEMO_EMBEDDING_PORT, DEMO_ALERTS_PORT: four different ones are needed, not 8801, 8801, 8802, 8803",
    ]);
  });
});

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readSettings(environment);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.message.split("\n");
  }
  return [];
}
