import assert from "node:assert/strict";
import { parse } from "yaml";
import type { Workload } from "../../model/workload.ts";
import type { ScrapeConfig } from "../../systems/prometheus/scrape/job.ts";
import { prometheus } from "../../systems/prometheus/workload.ts";
import { testConfig } from "../config-of.ts";
import { relabel } from "./relabel.ts";

type Values = Readonly<Record<string, unknown>>;
type Labels = Readonly<Record<string, string>>;

/** Prometheus in a stack with the given settings and files of the project. */
export function workload(values: Values = {}, files: Labels = {}): Workload {
  return prometheus(testConfig(values, files), { names: [], files: {} }, []);
}

/** One of its sets of files. */
export function filesOf({ files }: Workload, name: string): Workload["files"][number] {
  const set = files.find((each) => each.name === name);
  assert.ok(set, `no files called ${name}`);
  return set;
}

/** Its configuration, read back. */
export function yml(values: Values = {}) {
  return parse(filesOf(workload(values), "config").files["prometheus.yml"]!);
}

/** Its scrape jobs. */
export function jobs(values: Values = {}): readonly ScrapeConfig[] {
  return yml(values).scrape_configs;
}

export function job(name: string, values: Values = {}): ScrapeConfig {
  const found = jobs(values).find(({ job_name }) => job_name === name);
  assert.ok(found, `no job ${name}`);
  return found;
}

/** The labels of a target, given what discovery says of it without `__meta_kubernetes_`; undefined when dropped. */
export function target(name: string, meta: Labels, address = "10.0.0.1:8080", values: Values = {}) {
  const discovered = Object.entries(meta).map(([key, value]) => [`__meta_kubernetes_${key}`, value]);
  const given = { __address__: address, ...Object.fromEntries(discovered) };
  return relabel(given, job(name, values).relabel_configs ?? []);
}

/** The labels of a series as it is kept; undefined when dropped. */
export function series(name: string, labels: Labels, values: Values = {}) {
  return relabel(labels, job(name, values).metric_relabel_configs ?? []);
}
