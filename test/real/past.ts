import type { Series } from "../judges/backfill.ts";
import { WALK_SLO } from "./settings.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * What panels ask of yesterday and of last week, which a stack that runs for minutes cannot have: Prometheus begins with
 * it. Everything newer is measured.
 *
 * @param now seconds since 1970.
 */
export function past(now: number): readonly Series[] {
  return [
    ...["research", "teaching"].flatMap((namespace) => [
      ...["24h", "7d", "30d"].map((period) => ({
        name: "jupyterhub_active_users",
        labels: { job: "hub", namespace, period },
        samples: () => steady(40, hours(now - 9 * DAY), hours(now), HOUR),
      })),
      {
        name: "jupyterhub_running_servers",
        labels: { job: "hub", namespace },
        samples: () => steady(12, now - 7 * DAY - 20 * MINUTE, now - 7 * DAY + 20 * MINUTE, MINUTE),
      },
    ]),
    {
      name: "http_server_request_duration_seconds_count",
      labels: { job: "inference", service_name: "inference-gateway", http_route: "/v1/predict" },
      samples: () => growing(40, now - DAY - 20 * MINUTE, now - DAY + 20 * MINUTE, 5),
    },
    {
      name: "slo:availability:ratio_rate7d",
      labels: { slo: WALK_SLO },
      samples: () => steady(0.99, now - 7 * DAY - 20 * MINUTE, now - 7 * DAY + 20 * MINUTE, MINUTE),
    },
  ];
}

/** A process that a program took the place of a minute ago: its start time, by the labels that the next one has too. */
export function processBefore(labels: Readonly<Record<string, string>>, now: number): Series {
  return {
    name: "process_start_time_seconds",
    labels,
    samples: () => steady(now - DAY, now - 10 * MINUTE, now - MINUTE, 30),
  };
}

const hours = (time: number) => Math.floor(time / HOUR) * HOUR;

function* steady(value: number, start: number, end: number, step: number) {
  for (let time = start; time <= end; time += step) yield [time, value] as const;
}

function* growing(more: number, start: number, end: number, step: number, first = 0) {
  let value = first;
  for (let time = start; time <= end; time += step) {
    yield [time, value] as const;
    value += more;
  }
}

/** Three days of a claim that fills, for what asks when it will be full. */
export function claimBefore(now: number): Series {
  return {
    name: "kubelet_volume_stats_available_bytes",
    labels: {
      job: "kubelet",
      node: "node-1",
      namespace: "lookout",
      persistentvolumeclaim: "data-prometheus-0",
    },
    samples: () => growing(-5e7, hours(now - 3 * DAY), hours(now), HOUR, 1.6e10),
  };
}
