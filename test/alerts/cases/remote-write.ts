import type { AlertCase } from "../alert-case.ts";

const OWN = 'job="prometheus",namespace="lookout",pod="prometheus-0",instance="prometheus-0"';
const QUEUE = `${OWN},remote_name="mimir",url="https://mimir.example.com/push"`;
const SENT = `prometheus_remote_storage_queue_highest_sent_timestamp_seconds{${QUEUE}}`;
const STARTED = `process_start_time_seconds{${OWN}}`;
const ALL = `prometheus_remote_storage_samples_in_total{${OWN}}`;
const FAILED = `prometheus_remote_storage_samples_failed_total{${QUEUE}}`;
const dropped = (reason: string) =>
  `prometheus_remote_storage_samples_dropped_total{${QUEUE},reason="${reason}"}`;

const values = {
  prometheus: { remoteWrite: [{ name: "mimir", url: "https://mimir.example.com/push" }] },
};
const labels = { namespace: "lookout", pod: "prometheus-0", remote_name: "mimir" };

/** Alerts on remote write. Times are seconds since the first minute. */
export const remoteWriteCases: readonly AlertCase[] = [
  {
    alert: "RemoteWriteBehind",
    values,
    fires: {
      // Nothing is sent after second 601: at minute 15 that is 299 s ago, at minute 31 1,259 s.
      series: { [SENT]: "1+60x10 601x40", [STARTED]: "0x60" },
      atMinute: 31,
      labels,
      summary: "Remote write of prometheus-0 to mimir is 20m 59s behind",
      description:
        "The newest sample that mimir has taken from prometheus-0 is 20m 59s old. After about two hours, samples that wait are lost to it.",
    },
    quiet: {
      because: "it has caught up a minute before",
      series: { [SENT]: "1+60x10 601x19 1861+60x20", [STARTED]: "0x60" },
      untilMinute: 50,
    },
  },
  {
    alert: "RemoteWriteBehind",
    values,
    fires: {
      // Never: late by what has been scraped since the start, and more than 300 s from minute 6 on.
      series: { [SENT]: "0x60", [STARTED]: "0x60" },
      atMinute: 21,
      labels,
      summary: "Remote write of prometheus-0 to mimir is 21m 0s behind",
      description:
        "The newest sample that mimir has taken from prometheus-0 is 21m 0s old. After about two hours, samples that wait are lost to it.",
    },
    quiet: {
      because: "Prometheus has just started",
      series: { [SENT]: "0x5 361+60x40", [STARTED]: "0x60" },
      untilMinute: 45,
    },
  },
  {
    alert: "RemoteWriteFails",
    values,
    fires: {
      // Nothing has ever been dropped, so there is no series of drops.
      series: { [FAILED]: "0+60x60", [ALL]: "0+3000x60" },
      atMinute: 16,
      labels,
      summary: "Remote write of prometheus-0 to mimir loses 2% of the samples",
      description:
        "mimir refuses 2% of the samples of prometheus-0 for good, or they are dropped before they are sent. They will never be there; Prometheus itself has them.",
    },
    quiet: {
      because: "most are left out by relabelling, and half a percent fail",
      series: { [FAILED]: "0+15x60", [dropped("dropped_series")]: "0+2000x60", [ALL]: "0+3000x60" },
      untilMinute: 60,
    },
  },
  {
    alert: "RemoteWriteFails",
    values,
    fires: {
      series: {
        [FAILED]: "0x60",
        [dropped("too_old")]: "0+100x60",
        [dropped("unintentionally_dropped_series")]: "0+50x60",
        [ALL]: "0+3000x60",
      },
      atMinute: 16,
      labels,
      summary: "Remote write of prometheus-0 to mimir loses 5% of the samples",
      description:
        "mimir refuses 5% of the samples of prometheus-0 for good, or they are dropped before they are sent. They will never be there; Prometheus itself has them.",
    },
    quiet: {
      because: "the store took them again after twelve minutes, and the window of five has passed",
      series: { [FAILED]: "0+60x12 720x40", [ALL]: "0+3000x60" },
      untilMinute: 50,
    },
  },
];
