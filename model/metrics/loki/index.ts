import type { Family } from "../family.ts";
import { PROCESS } from "./process.ts";
import { READ } from "./read.ts";
import { STORAGE } from "./storage.ts";
import { WRITE } from "./write.ts";

/**
 * Loki 3.7.6 as one process (target `all`), where every component's metrics are on one page. Its libraries'
 * `prometheus_*` are in prometheus.ts. `tenant` and `user` are always "fake". What only experiments have (bloom
 * filters, the second engine, Kafka) is left out, and so are stores other than files and S3.
 */
export const LOKI: readonly Family[] = [...WRITE, ...READ, ...STORAGE, ...PROCESS];
