import type { WorkloadName } from "../../model/names.ts";
import type { SecretRef } from "../../model/secrets.ts";

/** A datasource of Grafana, as its provider and its HTTP API take it. Grafana's server dials, never the browser. */
export interface Datasource {
  /** Fixed: links name it. */
  readonly uid: string;
  readonly name: string;
  /** Id of the plugin. */
  readonly type: string;
  readonly url?: string;
  readonly user?: string;
  /** The one that new panels and Explore begin with. */
  readonly isDefault: boolean;
  /** Settings of the plugin; no secrets. */
  readonly jsonData: Readonly<Record<string, unknown>>;
  /** Field → the secret that it holds. */
  readonly secrets: Readonly<Record<string, SecretRef>>;
  /** Name of an HTTP header of every request → the secret that it holds. */
  readonly headers?: Readonly<Record<string, SecretRef>>;
}

/** Longest wait for one answer, seconds; Grafana's default of 30 is below what Prometheus and Loki may take. */
export const TIMEOUT_SECONDS = 60;

/** Where Grafana finds a workload of the stack. */
export function urlOf(workload: WorkloadName, port: number): string {
  return `http://${workload}:${port}`;
}
