import assert from "node:assert/strict";
import type { DockerTarget } from "../../config/config.ts";
import { onDocker } from "../../tools/forward/docker.ts";
import { SYSTEMS, type SystemName } from "../../tools/forward/systems.ts";
import { testConfig } from "../config-of.ts";

describe("tools/forward on Docker", () => {
  const on = (system: SystemName, port?: number, ports: Readonly<Record<string, number>> = {}) => {
    const config = testConfig({ target: { kind: "docker", ports } });
    return onDocker({ system, port, stack: undefined }, config, config.target as DockerTarget);
  };

  it("says the address", () => {
    assert.equal(on("prometheus"), "Prometheus of test on Docker: http://127.0.0.1:9090");
    assert.equal(on("jaeger", 16686), "Jaeger of test on Docker: http://127.0.0.1:16686");
  });

  it("says the address of each system where the stack puts it", () => {
    for (const system of Object.keys(SYSTEMS) as SystemName[])
      assert.match(on(system, undefined, { [system]: 23_456 }), /: http:\/\/127\.0\.0\.1:23456$/, system);
  });

  it("refuses another port", () => {
    assert.throws(
      () => on("prometheus", 9091),
      /^ToolError: the stack test runs on Docker, where Prometheus is at port 9090 already: leave the port out$/,
    );
  });
});
