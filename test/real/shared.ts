import type { Config } from "../../config/config.ts";
import { testConfig } from "../config-of.ts";
import { requireJudge } from "../judges/judge.ts";
import type { Backends } from "./ask.ts";
import { type Cluster, startCluster } from "./kubernetes.ts";
import { past, processBefore } from "./past.ts";
import { clusterSettings, realSettings } from "./settings.ts";
import { NEEDED, type Stack, startStack } from "./stack.ts";
import { tellStateHistory } from "./state-history.ts";
import { startWalk, type Walk } from "./walk.ts";

/** What all tests on real servers look at. It is started once and lives for a few minutes. */
export interface Real {
  readonly stack: Stack;
  /** Of the same settings. */
  readonly config: Config;
  readonly backends: Backends;
  readonly walk: Walk;
  readonly cluster: Cluster;
  stop(): Promise<void>;
}

/** Descriptions that have not ended yet. All are known before the first begins: mocha reads every file first. */
let waiting = 0;
let running: Promise<Real> | undefined;

/**
 * For a description in mocha: the servers are there before its tests, and end after the last description that asked. Ended
 * too early, or not at all, they end with the process.
 */
export function useReal(): () => Real {
  waiting += 1;
  let real: Real | undefined;
  before(async function () {
    for (const judge of NEEDED) requireJudge.call(this, judge);
    running ??= start();
    real = await running;
  });
  after(async () => {
    waiting -= 1;
    if (waiting === 0 && running !== undefined) await (await running).stop();
  });
  return () => real!;
}

async function start(): Promise<Real> {
  const settings = realSettings();
  const now = Math.floor(Date.now() / 1000);
  const stack = await startStack({
    settings,
    past: (url) => {
      const instance = new URL(url("demo:8800")).host;
      return [
        ...past(now),
        processBefore(
          { job: "inference", namespace: "demo", service_name: "inference-gateway", instance },
          now,
        ),
      ];
    },
  });
  await tellStateHistory(stack.url("loki:3100"));
  const portOf = (address: string) => Number(new URL(stack.url(address)).port);
  const walk = startWalk(stack);
  const cluster = await startCluster(clusterSettings(), {
    agent: portOf("collector:8888"),
    demo: portOf("demo:8800"),
  });
  return {
    stack,
    config: testConfig(settings),
    backends: { prometheus: stack.url("prometheus:9090"), loki: stack.url("loki:3100") },
    walk,
    cluster,
    stop: async () => {
      await cluster.stop();
      await stack.stop();
    },
  };
}
