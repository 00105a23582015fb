import { share } from "../model/quantity.ts";
import type { Resources } from "../model/workload.ts";

/**
 * Go's soft memory limit, at 90% of the container's: near it the collector of garbage works harder instead of the
 * kernel killing the process. Source: https://go.dev/doc/gc-guide#Memory_limit
 */
export function goMemoryLimit({ memoryLimit }: Resources): { readonly GOMEMLIMIT: string } {
  return { GOMEMLIMIT: `${share(memoryLimit, 0.9).text}B` };
}
