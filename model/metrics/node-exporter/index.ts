import type { Family } from "../family.ts";
import { MEMORY } from "./memory.ts";
import { NETWORK } from "./network.ts";
import { DISKS } from "./storage.ts";
import { SYSTEM } from "./system.ts";

/**
 * node-exporter. No sensors (`node_hwmon_*`), btrfs or `node_schedstat_*`: their collectors are switched off, and
 * others are off by default (`node_systemd_*`, `node_processes_*`, `node_interrupts_total`).
 */
export const NODE_EXPORTER: readonly Family[] = [...SYSTEM, ...MEMORY, ...DISKS, ...NETWORK];
