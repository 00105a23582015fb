import assert from "node:assert/strict";
import { parse } from "yaml";
import type { Config } from "../../config/config.ts";
import type { Workload } from "../../model/workload.ts";
import { workloads } from "../../systems/index.ts";

/** The configuration files of a stack, parsed: what its systems are told. */
export interface Rendered {
  // biome-ignore-start lint/suspicious/noExplicitAny: parsed configuration files
  readonly agent: any;
  readonly gateway: any;
  /** The collector that hands spans to Jaeger: a sampler, or the gateway itself. */
  readonly lastTier: any;
  readonly loki: any;
  readonly prometheus: any;
  // biome-ignore-end lint/suspicious/noExplicitAny: parsed configuration files
  readonly prometheusArgs: readonly string[];
}

/** What `systems/` makes of a config. */
export function rendered(config: Config): Rendered {
  const all = workloads(config, { names: [], files: {} });
  const find = (name: string): Workload | undefined => all.find((each) => each.name === name);
  const read = (name: string, file: string) => {
    const text = find(name)?.files.find((each) => each.name === "config")?.files[file];
    assert.ok(text !== undefined, `${name} has no ${file}`);
    return parse(text);
  };
  const gateway = read("collector", "config.yaml");
  return {
    agent: read("collector-agent", "config.yaml"),
    gateway,
    lastTier: find("collector-sampler") === undefined ? gateway : read("collector-sampler", "config.yaml"),
    loki: read("loki", "config.yaml"),
    prometheus: read("prometheus", "prometheus.yml"),
    prometheusArgs: find("prometheus")!.args,
  };
}

/** Resource attributes that a pipeline's processors fill in. */
// biome-ignore lint/suspicious/noExplicitAny: a parsed configuration file
export function filledIn(collector: any, pipeline: string): ReadonlySet<string> {
  const names: string[] = collector.service.pipelines[pipeline].processors;
  const found = names.flatMap((name): readonly string[] => {
    const processor = collector.processors[name];
    const kind = name.split("/")[0];
    if (kind === "resource") return processor.attributes.map(({ key }: { key: string }) => key);
    if (kind === "transform") return setBy(processor, "resource");
    if (kind !== "k8s_attributes") return [];
    const { labels = [], metadata = [] } = processor.extract;
    return [...metadata, ...labels.map(({ tag_name }: { tag_name: string }) => tag_name)];
  });
  return new Set(found);
}

/** Attributes that a transform processor sets: of the resource, of data points, of spans. */
export function setBy(processor: unknown, of: "resource" | "datapoint" | "span"): readonly string[] {
  const found = JSON.stringify(processor).matchAll(/set\((\w+)\.attributes\[\\"([^"\\]+)\\"\]/g);
  return [...found].flatMap(([, context, name]) => (context === of ? [name!] : []));
}

/** As Prometheus' exporter and Loki write attributes' names. */
export function sanitized(name: string): string {
  return name.replaceAll(/[^a-zA-Z0-9_]/g, "_");
}
