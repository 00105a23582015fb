import assert from "node:assert/strict";
import { VERSION } from "../../demo/names.ts";
import { readSettings } from "../../demo/settings.ts";
import { IMAGES } from "../../model/images.ts";
import { PORTS } from "../../model/ports.ts";
import { demo } from "../../systems/demo/workload.ts";
import { workloads } from "../../systems/index.ts";
import { testConfig } from "../config-of.ts";

type Values = Readonly<Record<string, unknown>>;

const config = (values: Values = {}) =>
  testConfig({ target: { kind: "docker" }, demo: { enabled: true, ...values } });

/** The settings as the demo itself reads them from its environment. */
const settings = (values: Values = {}) =>
  readSettings(demo(config(values)).env as Readonly<Record<string, string>>);

describe("the demo as a workload", () => {
  const names = (values: Values) =>
    workloads(testConfig(values), { names: [], files: {} }).map(({ name }) => name);

  it("is there when it is enabled, and not otherwise", () => {
    assert.ok(!names({ target: { kind: "docker" } }).includes("demo"));
    assert.ok(names({ target: { kind: "docker" }, demo: { enabled: true } }).includes("demo"));
  });

  it("listens for other containers, on the demo's own ports", () => {
    const { host, ports } = settings();
    assert.equal(host, "0.0.0.0");
    assert.deepEqual(ports, PORTS.demo);
    assert.deepEqual(
      demo(config())
        .ports.map(({ port }) => port)
        .sort(),
      Object.values(PORTS.demo),
    );
  });

  it("sends traces and logs to the collector", () =>
    assert.deepEqual(settings().otlp, { endpoint: "http://collector:4318", traces: true, logs: true }));

  it("has the demo's own defaults", () => {
    const { chaos, dayMs, load } = readSettings({});
    assert.deepEqual(
      { chaos, dayMs, load },
      (({ chaos, dayMs, load }) => ({ chaos, dayMs, load }))(settings()),
    );
  });

  it("is as busy, as quick and as breakable as the stack says", () => {
    const { chaos, dayMs, load } = settings({ rate: 2.5, day: "1h30m", chaos: false });
    assert.deepEqual({ chaos, dayMs, rate: load.peakRate }, { chaos: false, dayMs: 5_400_000, rate: 2.5 });
  });

  it("says that it is in the namespace by which a span's log lines are looked for", () =>
    assert.equal(demo(config()).env["OTEL_RESOURCE_ATTRIBUTES"], "k8s.namespace.name=demo"));

  it("lets in who scrapes and who tells alerts", () =>
    assert.deepEqual(
      demo(config()).access.map(({ from, ports }) => [from.map((peer) => Object.values(peer)[0]), ports]),
      [
        [["prometheus"], ["gateway", "predict", "embedding"]],
        [["grafana", "alertmanager"], ["alerts"]],
      ],
    ));

  it("has the version of the demo", () => assert.equal(IMAGES.demo.version, VERSION));
});
