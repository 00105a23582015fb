import assert from "node:assert/strict";
import { reach } from "../../tools/reach/reach.ts";
import { forwardCase } from "../components/forward-case.ts";
import { testConfig } from "../config-of.ts";

describe("tools/reach", () => {
  it("takes the address that the environment says, without a slash at its end", async () => {
    const { url } = await reach("loki", testConfig(), { LOKI_URL: "https://loki.example.org/path/" });
    assert.equal(url, "https://loki.example.org/path");
  });

  it("refuses one that is none, by the variable's name", async () => {
    await assert.rejects(
      reach("loki", testConfig(), { LOKI_URL: "loki:3100" }),
      /^ToolError: LOKI_URL is not a URL/,
    );
  });

  describe("on Docker", () => {
    const config = testConfig({
      target: { kind: "docker", ports: { otlpHttp: 14318 } },
      grafana: { url: "http://localhost:3000/grafana" },
    });

    it("knows each port of this machine, also one that was moved", async () => {
      assert.equal((await reach("otlpHttp", config, {})).url, "http://127.0.0.1:14318");
      assert.equal((await reach("jaegerHealth", config, {})).url, "http://127.0.0.1:13134");
    });

    it("knows the path of Grafana", async () => {
      assert.equal((await reach("grafana", config, {})).url, "http://127.0.0.1:3000/grafana");
    });
  });

  describe("on Kubernetes", () => {
    const each = forwardCase();
    const config = testConfig({ target: { kind: "kubernetes", context: "fake", namespace: "watch" } });

    it("opens a forward to a pod of the system, and closes it", async () => {
      const { close, url } = await reach("collectorHealth", config, {});
      assert.equal(await (await fetch(`${url}/`, { headers: { connection: "close" } })).text(), "took 0");
      assert.match(
        each.cluster.asked[0]!,
        /namespaces\/watch\/pods\?labelSelector=app\.kubernetes\.io%2Fname%3Dcollector%2C/,
      );
      assert.match(each.cluster.asked.at(-1)!, /ports=13133$/);
      close();
      await assert.rejects(fetch(`${url}/`), /fetch failed/);
    });

    it("says which pod is not ready", async () => {
      each.cluster.pods = [{ name: "loki-0", ready: false }];
      await assert.rejects(
        reach("loki", config, {}),
        /^ToolError: no pod of Loki is ready in namespace watch: loki-0 is \w+, not ready$/,
      );
    });

    it("takes Grafana's own address where the program does", async () => {
      const grafana = { url: "https://grafana.example.org/g/", reach: "url" };
      const own = testConfig({ target: { kind: "kubernetes" }, grafana });
      assert.equal((await reach("grafana", own, {})).url, "https://grafana.example.org/g");
    });
  });
});
