import type { FastifyInstance } from "fastify";
import { loadAt } from "../load/curve.ts";
import { normal } from "../worker/inference.ts";
import { hubMetrics } from "./hub-metrics.ts";

/** A JupyterHub that does not exist. */
export interface HubSpec {
  readonly name: string;
  readonly users: number;
  /** Share of the users who work at the busiest time. */
  readonly busy: number;
  /** Seconds that half of the starts stay below. */
  readonly medianSpawn: number;
}

/** Two, so that usage can be told apart by hub. */
export const HUBS: readonly HubSpec[] = [
  { name: "research", users: 140, busy: 0.3, medianSpawn: 14 },
  { name: "teaching", users: 320, busy: 0.22, medianSpawn: 8 },
];

const STEP_MS = 5000;
const PERIODS = { "24h": 1, "7d": 7, "30d": 30 } as const;
type Random = () => number;

export interface Hub {
  /** Lets time pass. */
  step(now: number): void;
  metrics(): Promise<string>;
}

/**
 * A hub's users, who start servers in the morning and stop them at night. What it keeps is one number and one flag a
 * user, however long it runs.
 *
 * @param dayMs milliseconds of a day; the periods of active users are so many of these days.
 * @param began time in milliseconds; its users have been active before.
 */
export function hub(spec: HubSpec, dayMs: number, began: number, random: Random = Math.random): Hub {
  const metrics = hubMetrics();
  // Some were here today, most of the others this month.
  const lastActive = Array.from({ length: spec.users }, () => began - dayMs * 60 * random() ** 3);
  const running = new Set<number>();

  /** The lower its number, the more often somebody comes. */
  const somebody = () => Math.floor(spec.users * random() ** 2);

  function spawn(now: number): void {
    const user = somebody();
    if (running.has(user)) return;
    // One in thirty waits for a node that has to be added.
    const waiting = random() < 1 / 30 ? 60 + 120 * random() : 0;
    const seconds = spec.medianSpawn * Math.exp(0.4 * normal(random)) + waiting;
    const failed = random() < 0.015;
    metrics.spawns.observe({ status: failed ? "failure" : "success" }, failed ? 300 : seconds);
    request("POST", "SpawnHandler", failed ? "500" : "302");
    lastActive[user] = now;
    if (failed) return;
    running.add(user);
    metrics.proxyAdds.observe({ status: "success" }, 0.01 + 0.02 * random());
  }

  function stop(user: number): void {
    running.delete(user);
    metrics.stops.observe({ status: "success" }, 0.5 + 4 * random());
    metrics.proxyDeletes.observe({ status: "success" }, 0.005 + 0.01 * random());
  }

  function request(method: string, handler: string, code: string): void {
    const labels = { method, handler: `jupyterhub.handlers.pages.${handler}`, code };
    metrics.requests.observe(labels, 0.01 * Math.exp(normal(random)));
  }

  function step(now: number): void {
    const wanted = spec.users * spec.busy * loadAt(now, dayMs);
    // A tenth of the way at a time, and a few who come and go at any hour.
    const missing = Math.max(0, wanted - running.size) / 10 + 0.1;
    for (let due = missing; due > 0; due--) if (random() < due) spawn(now);
    const leaving = (Math.max(0, running.size - wanted) / 10 + 0.1) / Math.max(1, running.size);
    for (const user of [...running]) {
      lastActive[user] = now;
      request("GET", "HomeHandler", random() < 0.002 ? "503" : "200");
      if (random() < leaving) stop(user);
    }
    metrics.runningServers.set(running.size);
    metrics.totalUsers.set(spec.users);
    for (const [period, days] of Object.entries(PERIODS)) {
      metrics.activeUsers.set({ period }, lastActive.filter((at) => at > now - days * dayMs).length);
    }
  }

  // As if it had run since long: the dashboard is not to begin with an empty hub.
  for (let past = 40; past >= 0; past--) step(began - past * STEP_MS);
  return { step, metrics: () => metrics.registry.metrics() };
}

/** Where a hub serves its metrics, as one whose base URL is its name. */
export const hubPath = ({ name }: HubSpec) => `/${name}/hub/metrics`;

/** Lets the hubs run beside a service, which answers for them. */
export function addHubs(app: FastifyInstance, dayMs: number): void {
  const hubs = HUBS.map((spec) => ({ path: hubPath(spec), hub: hub(spec, dayMs, Date.now()) }));
  for (const { hub, path } of hubs) {
    app.get(path, async (_, reply) =>
      reply.header("content-type", "text/plain; version=0.0.4; charset=utf-8").send(await hub.metrics()),
    );
  }
  const timer = setInterval(() => {
    for (const { hub } of hubs) hub.step(Date.now());
  }, STEP_MS);
  app.addHook("onClose", async () => clearInterval(timer));
}
