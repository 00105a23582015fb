import assert from "node:assert/strict";
import { parse } from "yaml";
import type { Config } from "../../config/config.ts";
import type { Workload } from "../../model/workload.ts";
import { testConfig } from "../config-of.ts";

/** Tail sampling, in one gateway. */
export const SAMPLED = { collector: { sampling: { share: 5, slowerThan: "500ms", decisionWait: "20s" } } };

/** Tail sampling behind several gateways. */
export const TWO_TIERS = { collector: { ...SAMPLED.collector, replicas: 3 } };

/** The configuration file of a collector, parsed. */
// biome-ignore lint/suspicious/noExplicitAny: a parsed configuration file
export function rendered(make: (config: Config) => Workload, values: object = {}): any {
  return parse(make(testConfig({ ...values })).files[0]!.files["config.yaml"]!);
}

/** Every component that a pipeline names is declared, and every declared one is in a pipeline. */
// biome-ignore lint/suspicious/noExplicitAny: a parsed configuration file
export function assertWired(config: any): void {
  for (const kind of ["receivers", "processors", "exporters"]) {
    const known = new Set(
      Object.keys({ ...config[kind], ...(kind === "processors" ? {} : config.connectors) }),
    );
    const pipelines = Object.values<Record<string, string[]>>(config.service.pipelines);
    const used = new Set(pipelines.flatMap((pipeline) => pipeline[kind] ?? []));
    const unknown = [...used].filter((name) => !known.has(name));
    const unused = Object.keys(config[kind]).filter((name) => !used.has(name));
    assert.deepEqual({ unknown, unused }, { unknown: [], unused: [] }, kind);
  }
}
