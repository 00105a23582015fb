import assert from "node:assert/strict";
import { hubUsage } from "../../dashboards/jupyterhub/hub-usage.ts";
import { HUBS, hub, hubPath } from "../../demo/hub/hub.ts";
import { JUPYTERHUB } from "../../model/metrics/jupyterhub.ts";
import { testConfig } from "../config-of.ts";
import { runDemo } from "./running.ts";

const DAY_MS = 600_000;

describe("demo: the hubs", () => {
  const known = new Map(JUPYTERHUB.flat().map(({ labels, name }) => [name, labels]));
  const noon = 15.5 / 24;
  const at = (day: number) => Math.round(day * DAY_MS);
  const [spec] = HUBS;

  it("have metrics that a hub has, with its labels", async () => {
    for (const { labels, name } of samplesOf(await hub(spec!, DAY_MS, at(100), dice()).metrics())) {
      assert.ok(known.has(name), name);
      for (const label of Object.keys(labels))
        assert.ok(known.get(name)!.includes(label), `${name}{${label}}`);
    }
  });

  it("have every metric that the dashboard of hubs asks for", async () => {
    const asked = new Set(JSON.stringify(hubUsage(testConfig())).match(/jupyterhub_\w+/g));
    assert.ok(asked.size >= 5);
    const served = new Set(
      samplesOf(await hub(spec!, DAY_MS, at(100), dice()).metrics()).map(({ name }) => name),
    );
    assert.deepEqual(
      [...asked].filter((name) => !served.has(name)),
      [],
    );
  });

  it("count more users in longer periods, and never more than there are", async () => {
    const samples = samplesOf(await hub(spec!, DAY_MS, at(100 + noon), dice()).metrics());
    const active = (period: string) =>
      samples.find(({ labels, name }) => name === "jupyterhub_active_users" && labels.period === period)!
        .value;
    assert.ok(active("24h") > 0);
    assert.ok(active("24h") < active("7d"));
    assert.ok(active("7d") < active("30d"));
    assert.ok(active("30d") <= spec!.users);
  });

  it("have more servers by day than by night, over days", async () => {
    const one = hub(spec!, DAY_MS, at(100), dice());
    const servers: number[] = [];
    for (let time = at(100); time <= at(102); time += 5000) {
      one.step(time);
      if (Math.abs(((time / DAY_MS) % 1) - noon) < 0.01 || (time / DAY_MS) % 1 < 0.01) {
        servers.push(sampleOf(await one.metrics(), "jupyterhub_running_servers"));
      }
    }
    assert.ok(Math.max(...servers) > 2 * Math.min(...servers), servers.join());
    assert.ok(Math.max(...servers) <= spec!.users);
  });

  it("have starts of servers, of which a few fail", async () => {
    const one = hub(spec!, DAY_MS, at(100), dice());
    for (let time = at(100); time <= at(110); time += 5000) one.step(time);
    const text = await one.metrics();
    const starts = (status: string) =>
      sampleOf(text, "jupyterhub_server_spawn_duration_seconds_count", status);
    assert.ok(starts("success") > 100);
    assert.ok(starts("failure") > 0 && starts("failure") < starts("success") / 10);
  });

  it("are served on paths of their own, in the format that a hub speaks", async () => {
    const demo = await runDemo();
    try {
      for (const each of HUBS) {
        const response = await fetch(demo.gateway + hubPath(each));
        assert.match(response.headers.get("content-type")!, /^text\/plain; version=0\.0\.4/);
        assert.ok(samplesOf(await response.text()).length > 50);
      }
      const own = await (await fetch(`${demo.gateway}/metrics`)).text();
      assert.ok(!own.includes("jupyterhub_"));
    } finally {
      await demo.stop();
    }
  });
});

/** The same numbers every time. Source: https://en.wikipedia.org/wiki/Linear_congruential_generator, of POSIX's rand48 */
function dice(): () => number {
  let state = 0x330en;
  return () => {
    state = (state * 0x5deece66dn + 0xbn) & 0xffffffffffffn;
    return Number(state) / 2 ** 48;
  };
}

interface HubSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

function samplesOf(text: string): readonly HubSample[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [, name, labels = "", value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      assert.ok(name !== undefined, line);
      const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, text]) => [key!, text!]);
      return { name, labels: Object.fromEntries(pairs), value: Number(value) };
    });
}

function sampleOf(text: string, name: string, status?: string): number {
  return samplesOf(text).find((each) => each.name === name && each.labels.status === status)!.value;
}
