import type { Family } from "../family.ts";
import { LIMITS } from "./limits.ts";
import { NODES } from "./nodes.ts";
import { OWN } from "./own.ts";
import { PODS } from "./pods.ts";
import { STORAGE } from "./storage.ts";
import { WORKLOADS } from "./workloads.ts";

/**
 * kube-state-metrics, for the resources that Lookout has it export: no services, ingresses, config maps or secrets,
 * and no annotations. Labels of objects are only those that its arguments allow.
 * Source: https://github.com/kubernetes/kube-state-metrics/tree/v2.20.0/docs/metrics
 */
export const KUBE_STATE_METRICS: readonly Family[] = [
  ...PODS,
  ...NODES,
  ...WORKLOADS,
  ...STORAGE,
  ...LIMITS,
  ...OWN,
];
