import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { peersService } from "../../model/names.ts";
import { PORTS } from "../../model/ports.ts";
import { backfillSeries, type Series } from "../judges/backfill.ts";
import { whenWeEnd } from "../judges/ending.ts";
import { findJudge, type JudgeName } from "../judges/judge.ts";
import { runStack } from "../program.ts";
import { inPlaceOfJaeger } from "./jaeger.ts";
import { laidOut } from "./laid-out.ts";
import { type Places, placed } from "./places.ts";
import { freePorts } from "./ports.ts";
import { type Program, startProgram } from "./program.ts";
import { serveRecorded } from "./recorded.ts";
import { ofDocker } from "./rendered.ts";

/** A stack's servers with the demo in front of them, all on free ports of 127.0.0.1. */
export interface Stack {
  /** `http://127.0.0.1:<port>` of an address as it is rendered: `prometheus:9090`. */
  url(address: string): string;
  readonly programs: Readonly<Record<ProgramName, Program>>;
  /** Starts a program again on its data, after its end. */
  restart(name: ProgramName): Promise<void>;
  stop(): Promise<void>;
}

/** System → the judge that it is; the demo is the repository's own. */
const JUDGED = {
  loki: "loki",
  jaeger: "otelcol",
  collector: "otelcol",
  alertmanager: "alertmanager",
  prometheus: "prometheus",
} as const satisfies Readonly<Record<string, JudgeName>>;

type ProgramName = keyof typeof JUDGED | "demo";

/** Judges without which no stack can run. */
export const NEEDED: readonly JudgeName[] = ["promtool", ...new Set(Object.values(JUDGED))];

/** Everything that has an address, as it is rendered. */
const ADDRESSES = [
  `prometheus:${PORTS.prometheus.http}`,
  `alertmanager:${PORTS.alertmanager.http}`,
  `loki:${PORTS.loki.http}`,
  `loki:${PORTS.loki.grpc}`,
  `jaeger:${PORTS.jaeger.otlpGrpc}`,
  `jaeger:${PORTS.jaeger.health}`,
  `jaeger:${PORTS.jaeger.telemetry}`,
  `grafana:${PORTS.grafana.http}`,
  `collector:${PORTS.collector.otlpGrpc}`,
  `collector:${PORTS.collector.otlpHttp}`,
  `collector:${PORTS.collector.health}`,
  `collector:${PORTS.collector.telemetry}`,
  `collector:${PORTS.collector.spans}`,
  ...Object.values(PORTS.demo).map((port) => `demo:${port}`),
];

/** Address and path that tell whether a system is ready. */
const READY: Readonly<Record<ProgramName, string>> = {
  demo: `demo:${PORTS.demo.gateway}/healthz`,
  loki: `loki:${PORTS.loki.http}/ready`,
  jaeger: `jaeger:${PORTS.jaeger.health}/`,
  collector: `collector:${PORTS.collector.health}/`,
  alertmanager: `alertmanager:${PORTS.alertmanager.http}/-/ready`,
  prometheus: `prometheus:${PORTS.prometheus.http}/-/ready`,
};

/** What would otherwise listen on every address of the machine. */
const LISTEN: Readonly<Partial<Record<ProgramName, readonly string[]>>> = {
  alertmanager: [`--web.listen-address=:${PORTS.alertmanager.http}`],
  loki: ["-server.http-listen-address=127.0.0.1", "-server.grpc-listen-address=127.0.0.1"],
};

export interface StackOptions {
  /** As a stack file has them, without `lookout:`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What Prometheus has from before its start. */
  readonly past: (url: Stack["url"]) => readonly Series[];
}

/**
 * Starts what the program renders for a stack on Docker with these settings: first those to whom others send.
 *
 * @throws with the log of what did not start, after everything else has ended.
 */
export async function startStack({ past, settings }: StackOptions): Promise<Stack> {
  const ran = await runStack(settings);
  const folder = mkdtempSync(join(tmpdir(), "lookout-real-"));
  const forget = whenWeEnd(() => rmSync(folder, { recursive: true, force: true }));
  const free = await freePorts(ADDRESSES.length);
  const one = Object.fromEntries(ADDRESSES.map((address, index) => [address, free[index]!]));
  const alertmanager = `alertmanager:${PORTS.alertmanager.http}`;
  const ports = {
    ...one,
    [`${peersService("alertmanager")}:${PORTS.alertmanager.http}`]: one[alertmanager]!,
  };
  const places: Places = { ports, root: (workload) => join(folder, workload) };
  const url = (address: string) => {
    const [, host, path] = /^([\w-]+:\d+)(.*)$/.exec(address)!;
    return `http://127.0.0.1:${ports[host!]}${path}`;
  };
  const programs: Partial<Record<ProgramName, Program>> = {};
  const grafana = await serveRecorded({
    port: ports[`grafana:${PORTS.grafana.http}`]!,
    paths: { "/metrics": "grafana" },
  });
  const start = async (name: ProgramName) => {
    const rendered = name === "jaeger" ? inPlaceOfJaeger() : ofDocker(ran, name);
    const listening = { ...rendered, args: [...rendered.args, ...(LISTEN[name] ?? [])] };
    const { args, environment } = laidOut(placed(name, listening, places));
    programs[name] = await startProgram({
      name,
      ...(name === "demo"
        ? {
            command: process.execPath,
            args: ["demo/main.ts"],
            environment: { ...environment, ...demoPorts(ports) },
          }
        : { command: findJudge(JUDGED[name])!, args, environment }),
      log: join(folder, `${name}.log`),
      ready: url(READY[name]),
    });
  };
  const stop = async () => {
    // The demo first, then from those who send to those who take.
    const order: readonly ProgramName[] = [
      "demo",
      "prometheus",
      "alertmanager",
      "collector",
      "jaeger",
      "loki",
    ];
    for (const name of order) await programs[name]?.stop();
    grafana.stop();
    forget();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all((["loki", "jaeger", "alertmanager"] as const).map(start));
    await start("collector");
    await start("demo");
    await backfillSeries(past(url), { data: join(places.root("prometheus"), "prometheus") });
    await start("prometheus");
    return { url, programs: programs as Stack["programs"], restart: start, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The image's are fixed; on one machine it may be told others. */
function demoPorts(ports: Readonly<Record<string, number>>): Readonly<Record<string, string>> {
  const { alerts, embedding, gateway, predict } = PORTS.demo;
  const of = (port: number) => String(ports[`demo:${port}`]);
  return {
    DEMO_PORT: of(gateway),
    DEMO_PREDICT_PORT: of(predict),
    DEMO_EMBEDDING_PORT: of(embedding),
    DEMO_ALERTS_PORT: of(alerts),
  };
}
