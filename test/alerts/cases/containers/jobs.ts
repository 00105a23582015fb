import type { AlertCase } from "../../alert-case.ts";

const JOB = 'job="kube-state-metrics",instance="kube-state-metrics-0",namespace="shop",job_name="bill-1"';
/** There from the Job's failure on. */
const failed = (condition: string) => `kube_job_failed{${JOB},condition="${condition}"}`;
/** Seconds. The tests' clock begins at 0. */
const created = `kube_job_created{${JOB}}`;
/** The same, by another pod of kube-state-metrics. */
const later = (series: string) => series.replace("metrics-0", "metrics-1");
const DAY = 1440;

const BILL = {
  labels: { namespace: "shop", job_name: "bill-1" },
  summary: "Job shop/bill-1 failed",
  description:
    "Job shop/bill-1 used up its attempts or its time, and Kubernetes does not try again. Its pods' logs say why, as long as they are kept.",
};

export const jobCases: readonly AlertCase[] = [
  {
    alert: "JobFailed",
    fires: {
      series: { [created]: "0x40", [failed("true")]: "_x5 1x30", [failed("false")]: "_x5 0x30" },
      atMinute: 6,
      ...BILL,
    },
    quiet: {
      because: "one attempt failed, and the Job goes on",
      series: {
        'kube_job_status_failed{namespace="shop",job_name="bill-1",reason=""}': "1x30",
        'kube_job_status_active{namespace="shop",job_name="bill-1"}': "1x30",
        [created]: "0x30",
        [failed("true")]: "0x30",
        [failed("false")]: "1x30",
      },
      untilMinute: 30,
    },
  },
  {
    alert: "JobFailed",
    fires: {
      // It ran for three days.
      series: { [created]: `0x${3 * DAY + 60}`, [failed("true")]: `_x${3 * DAY} 1x60` },
      atMinute: 3 * DAY + 1,
      ...BILL,
    },
    quiet: {
      because: "it failed before the stack was there, more than a day after it was made",
      // Made three days before the first measurement.
      series: { [created]: `${-3 * 86_400}x${2 * DAY}`, [failed("true")]: `1x${2 * DAY}` },
      untilMinute: 2 * DAY,
    },
  },
  {
    alert: "JobFailed",
    fires: {
      // Days old when it is first seen, at minute 100.
      series: { [created]: `_x100 ${-3 * 86_400}x200`, [failed("true")]: "_x220 1x80" },
      atMinute: 221,
      ...BILL,
    },
    quiet: {
      because: "it failed while kube-state-metrics was away for more than a day",
      series: {
        [created]: `${-3 * 86_400}x10 stale _x${DAY + 10} ${-3 * 86_400}x60`,
        [failed("true")]: `_x12 _x${DAY + 10} 1x60`,
      },
      untilMinute: DAY + 80,
    },
  },
  {
    alert: "JobFailed",
    fires: {
      // It fails within the gap, which ends at minute 122.
      series: {
        [created]: `${-3 * 86_400}x60 stale`,
        [later(created)]: `_x122 ${-3 * 86_400}x60`,
        [later(failed("true"))]: "_x122 1x60",
      },
      atMinute: 123,
      ...BILL,
    },
    quiet: {
      because: "it had failed when it was first seen, at minute 100",
      series: { [created]: `_x100 ${-3 * 86_400}x200`, [failed("true")]: "_x100 1x200" },
      untilMinute: 300,
    },
  },
  {
    alert: "JobFailed",
    values: { alerts: { JobFailed: { told: "1h", for: "58m" } } },
    fires: {
      // It is told of for an hour from its failure at 1000 on, in spite of the gap up to 945.
      series: {
        [created]: "0x904 stale",
        [later(created)]: "_x945 0x200",
        [later(failed("true"))]: "_x1000 1x200",
      },
      atMinute: 1058,
      ...BILL,
    },
    quiet: {
      because: "it failed long ago, and kube-state-metrics was away since: for a moment, and for hours",
      series: {
        [created]: "-90000x300 stale",
        [failed("true")]: "1x300 stale",
        [later(created)]: "_x310 -90000x300 stale _x240 -90000x400",
        [later(failed("true"))]: "_x310 1x300 stale _x240 1x400",
      },
      untilMinute: 1250,
    },
  },
  {
    alert: "JobFailed",
    values: { alerts: { JobFailed: { told: "1h", for: "58m" } } },
    fires: {
      // Seen two minutes after it was made: those are no hole an hour later.
      series: { [created]: "_x2 0x100", [failed("true")]: "_x3 1x100" },
      atMinute: 61,
      ...BILL,
    },
    quiet: {
      because: "it was deleted in time",
      series: { [created]: "_x2 0x57 stale", [failed("true")]: "_x3 1x56 stale" },
      untilMinute: 150,
    },
  },
  {
    alert: "JobFailed",
    values: { alerts: { JobFailed: { told: "1h" } } },
    fires: {
      // Made at minute 300. One of the same name failed long before and was deleted.
      series: {
        [created]: "-90000x99 stale _x200 18000x60",
        [failed("true")]: "1x99 stale _x204 1x60",
      },
      atMinute: 306,
      ...BILL,
    },
    quiet: {
      because: "it failed long ago",
      series: { [created]: "-90000x400", [failed("true")]: "1x400" },
      untilMinute: 400,
    },
  },
];
