import type { Config } from "../../config/config.ts";
import { PANELS } from "../../model/dashboards.ts";
import { timeSeries } from "../panels/time-series.ts";
import { ofService } from "../queries/http.ts";
import { promql } from "../queries/query.ts";
import { perSecond } from "../queries/ratio.ts";
import { nameOf, toService } from "./requests.ts";

/** As the alert asks, without its bound: a start time that also goes back is that of several processes. */
export function restarts(config: Config) {
  const { service } = config.metrics.labels;
  const started = `process_start_time_seconds{${ofService(config)}}[1h]`;
  return timeSeries({
    id: PANELS.applicationPerformance.restarts,
    title: "Restarts in the hour before",
    description:
      "How often a process started anew within the last hour, by service and pod. Above the dashed line the alert ServiceRestarting begins. Requests that a process was answering are lost when it ends. Source: start times that the processes report.",
    queries: [
      promql(`max by (${service}, pod) (changes(${started}) unless resets(${started}) > 0) > 0`, {
        legend: `{{${service}}} {{pod}}`,
      }),
    ],
    unit: "none",
    decimals: 0,
    min: 0,
    calcs: ["max", "lastNotNull"],
    thresholds: { base: "good", steps: [[config.alerts.ServiceRestarting.restarts, "bad"]] },
    bounds: "line",
    noValue: "No process has started anew",
    dataLinks: toService(config),
  });
}

export function processorTime(config: Config) {
  const { service } = config.metrics.labels;
  return timeSeries({
    id: 14,
    title: "Processors in use",
    description:
      "Processors that all processes of a service keep busy together. Source: what the processes report of themselves.",
    queries: [
      promql(`sum by (${service}) (${perSecond(`process_cpu_seconds_total{${ofService(config)}}`)})`, {
        legend: nameOf(service),
      }),
    ],
    unit: "short",
    min: 0,
    calcs: ["mean", "max"],
    dataLinks: toService(config),
  });
}

export function residentMemory(config: Config) {
  const { service } = config.metrics.labels;
  return timeSeries({
    id: 15,
    title: "Memory of the largest process",
    description:
      "Resident memory of the largest process of each service. A steady rise until a restart is a leak. Source: what the processes report of themselves.",
    queries: [
      promql(`max by (${service}) (process_resident_memory_bytes{${ofService(config)}})`, {
        legend: nameOf(service),
      }),
    ],
    unit: "bytes",
    min: 0,
    calcs: ["mean", "max"],
    dataLinks: toService(config),
  });
}
