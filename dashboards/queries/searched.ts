import type { Variable } from "../variables.ts";

/** The service whose traces Jaeger is asked for. */
export const SEARCHED = "$searched";

/**
 * What the variable of that name chooses or, in a stack that knows no service yet, a service that nobody has: Jaeger
 * refuses to search without any, and the panel would show its error instead of no traces. Of a list, Grafana leaves out
 * the empty first choice; the second one changes with it, so that it is not held on to later.
 */
export const searched = (name: string): Variable => ({
  name: "searched",
  label: "Searched service",
  values: `$${name},none$${name}`,
  kind: "list",
  single: true,
  hidden: true,
});
