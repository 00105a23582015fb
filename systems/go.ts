import { share } from "../model/quantity.ts";
import type { Resources } from "../model/workload.ts";

/**
 * Go's soft memory limit, at 90% of the container's unless told otherwise: near it the collector of garbage works harder instead of the
 * kernel killing the process. Source: https://go.dev/doc/gc-guide#Memory_limit
 */
export function goMemoryLimit({ memoryLimit }: Resources, part = 0.9): { readonly GOMEMLIMIT: string } {
  return { GOMEMLIMIT: `${share(memoryLimit, part).text}B` };
}
