import { JOBS } from "../../model/jobs.ts";

/** From here on a number of days is no forecast any more. */
export const A_YEAR = 366;

/** Days of the past by which the next are foretold: whole ones, so that nights and compactions even out. */
const PAST = "[3d:1h]";

const KUBELET = `job="${JOBS.kubelet}"`;
const CLAIM = "namespace, persistentvolumeclaim";

/** One claim, however many nodes mount it. */
const least = (query: string, by = CLAIM) => `min by (${by}) (${query})`;
const most = (query: string, by = CLAIM) => `max by (${by}) (${query})`;
const volume = (stat: string, matchers: string) => `kubelet_volume_stats_${stat}{${KUBELET},${matchers}}`;

/** Share in use. */
export function volumeUsed(matchers: string, by = CLAIM): string {
  return most(`1 - ${volume("available_bytes", matchers)} / ${volume("capacity_bytes", matchers)}`, by);
}

export function volumeSize(matchers: string): string {
  return most(volume("capacity_bytes", matchers));
}

/** Share of the inodes in use. */
export function volumeInodes(matchers: string): string {
  return most(`${volume("inodes_used", matchers)} / ${volume("inodes", matchers)}`);
}

/**
 * Days until nothing is free, by the line through the last three days; A_YEAR where that never comes, or later than
 * that.
 *
 * @param free a gauge of bytes.
 */
export function daysLeft(free: string): string {
  // At least a byte a day is used, so that what shrinks or stands still divides as well.
  const perDay = `clamp_min(-deriv((${free})${PAST}) * 86400, 1)`;
  return `clamp_max((${free}) / ${perDay}, ${A_YEAR})`;
}

/** Of volumes. */
export const volumeDaysLeft = (matchers: string) => daysLeft(least(volume("available_bytes", matchers)));

/** Of the machine's disks, where volumes are directories on them. */
export function diskDaysLeft(): string {
  const disks = `job="${JOBS.nodeExporter}",fstype=~"btrfs|ext[234]|xfs|zfs"`;
  return daysLeft(`min by (device) (node_filesystem_avail_bytes{${disks}})`);
}
