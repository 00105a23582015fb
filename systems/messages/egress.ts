import type { Config } from "../../config/config.ts";
import type { ContactPoint } from "../../config/schema/alerting.ts";
import type { Egress } from "../../model/workload.ts";
import { portOf, toService } from "../reach.ts";

/** The ways out to whom the engine of alerts notifies, but for mail. */
export function contactPointEgress({ alerting }: Config): readonly Egress[] {
  return alerting.contactPoints.flatMap((point) => {
    const port = portOfContactPoint(point);
    return port === undefined ? [] : [toService(`notifies ${point.name}`, port)];
  });
}

function portOfContactPoint(point: ContactPoint): number | undefined {
  switch (point.kind) {
    case "email":
      return undefined;
    case "pagerduty":
    case "slack":
    case "teams":
    case "heartbeat":
      return 443;
    case "webhook":
      return point.url === undefined ? 443 : portOf(point.url);
  }
}
