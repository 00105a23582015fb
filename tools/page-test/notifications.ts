import type { ContactPoint } from "../../config/schema/alerting.ts";
import type { Teller } from "../alerting/alertmanager.ts";
import { ToolError } from "../call/tool-error.ts";

/** How often Alertmanager has tried to tell somebody since it started, by an integration. */
interface Notifications {
  /** Tries that were taken. */
  readonly sent: number;
  readonly failed: number;
}

/** What Alertmanager calls the kinds of contact points. Source: https://github.com/prometheus/alertmanager/blob/v0.34.0/config/receiver/receiver.go */
const INTEGRATION: Readonly<Record<ContactPoint["kind"], string>> = {
  email: "email",
  pagerduty: "pagerduty",
  slack: "slack",
  teams: "msteamsv2",
  webhook: "webhook",
  heartbeat: "webhook",
};

const PATIENCE_MILLISECONDS = 10_000;

/**
 * Reads Alertmanager's own metrics: its API does not tell.
 *
 * @throws ToolError when it does not answer.
 */
export async function notifications(
  { title, url }: Teller,
  kind: ContactPoint["kind"] | undefined,
): Promise<Notifications> {
  const integration = kind === undefined ? "" : INTEGRATION[kind];
  try {
    const response = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    const text = await response.text();
    const count = (metric: string) =>
      text
        .split("\n")
        .filter((line) => line.startsWith(`${metric}{`) && line.includes(`integration="${integration}"`))
        .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" ") + 1)), 0);
    // A notification counts as failed only when its last try has: it is tries that are counted here.
    const failed = count("alertmanager_notification_requests_failed_total");
    return { failed, sent: count("alertmanager_notification_requests_total") - failed };
  } catch (error) {
    throw new ToolError(`${title} does not tell its metrics at ${url}/metrics: ${(error as Error).message}`);
  }
}
