import assert from "node:assert/strict";
import { collector } from "../../alerts/traces/collector.ts";
import { lokiExporter } from "../../systems/collector/backends.ts";
import { testConfig } from "../config-of.ts";

describe("alerts on collectors", () => {
  it("call the exporter to Loki what the collectors call it", () => {
    const config = testConfig();
    const [name] = Object.keys(lokiExporter(config.collector.resources));
    const drops = collector(config).find((alert) => alert.name === "CollectorDropsData");
    assert.ok(drops !== undefined && "all" in drops.condition);
    assert.match(drops.condition.all[0].query, new RegExp(`exporter="${name}"`));
  });
});
