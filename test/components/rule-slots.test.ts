import assert from "node:assert/strict";
import { changed } from "../changed.ts";
import { type Ran, runStack } from "../program.ts";

const slo = (name: string, more: object = {}) => ({
  name,
  service: name,
  objective: 99.9,
  window: "14d",
  indicator: { kind: "http" },
  ...more,
});
const slos = (count: number) => Array.from({ length: count }, (_, index) => slo(`service-${index}`));

describe("components/kubernetes: rule files in slots", () => {
  let none: Ran;
  let many: Ran;
  before(async () => {
    none = await runStack();
    many = await runStack({ slos: slos(1000), alerting: { engine: "prometheus" } });
  });

  const ruleMaps = (ran: Ran) =>
    ran
      .kind("ConfigMap")
      .filter(({ inputs }) => String(inputs.metadata.name).startsWith("prometheus-rules-"))
      .map(({ inputs }) => ({
        name: inputs.metadata.name as string,
        data: inputs.data as Record<string, string>,
      }));
  const volume = (ran: Ran) =>
    (ran.template("prometheus").spec.volumes as { name: string; projected?: { sources: object[] } }[]).find(
      ({ name }) => name === "rules",
    );

  it("are all mounted from the beginning, missing ones too", () => {
    const [own, ...slots] = volume(none)!.projected!.sources as {
      configMap: { name: string; optional?: true };
    }[];
    assert.deepEqual(own, { configMap: { name: "prometheus-rules" } });
    assert.equal(slots.length, 65);
    assert.ok(slots.every(({ configMap }) => configMap.optional === true));
  });

  it("do not restart Prometheus when the first SLO comes", async () => {
    const one = await runStack({ slos: [slo("shop")] });
    assert.deepEqual(changed(none, one), ["+ ConfigMap prometheus-rules-slo-00"]);
  });

  it("change alone when an SLO changes", async () => {
    const values = { slos: slos(3) };
    const before = await runStack(values);
    const after = await runStack({ slos: [slo("service-0", { objective: 99 }), ...slos(3).slice(1)] });
    assert.deepEqual(changed(before, after), ["ConfigMap prometheus-rules-slo-00"]);
  });

  it("hold at most 256 KiB each with a thousand SLOs, and each lies where it is mounted", () => {
    const mounted = new Set(
      (volume(many)!.projected!.sources as { configMap: { name: string } }[]).map(
        ({ configMap }) => configMap.name,
      ),
    );
    const maps = ruleMaps(many);
    assert.ok(maps.length > 30);
    for (const { data, name } of maps) {
      assert.ok(mounted.has(name), name);
      const bytes = Object.values(data).reduce((sum, content) => sum + Buffer.byteLength(content), 0);
      assert.ok(bytes <= 256 * 1024, `${name} has ${bytes} bytes`);
    }
  });

  it("hold every SLO once", () => {
    const text = ruleMaps(many)
      .flatMap(({ data }) => Object.values(data))
      .join("\n");
    const groups = [...text.matchAll(/^ {2}- name: 'slo-(service-\d+)'$/gm)].map(([, name]) => name);
    assert.equal(groups.length, 1000);
    assert.equal(new Set(groups).size, 1000);
  });

  it("hold no two files of one name, which could not be mounted together", () => {
    const files = ruleMaps(many).flatMap(({ data }) => Object.keys(data));
    assert.equal(new Set(files).size, files.length);
  });

  it("hold the catalogue's alerts only where Prometheus is the engine", () => {
    const names = (ran: Ran) => ruleMaps(ran).map(({ name }) => name);
    assert.ok(names(many).includes("prometheus-rules-alerts"));
    assert.deepEqual(names(none), []);
  });
});
