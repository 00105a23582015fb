import { z } from "zod";
import { applicationAlerts } from "./alerts/applications.ts";
import { containerAlerts } from "./alerts/containers.ts";
import { hubAlerts } from "./alerts/jupyterhub.ts";
import { logAlerts } from "./alerts/logs.ts";
import { nodeAlerts } from "./alerts/nodes.ts";
import { notificationAlerts } from "./alerts/notifications.ts";
import { prometheusAlerts } from "./alerts/prometheus.ts";
import { storageAlerts } from "./alerts/storage.ts";
import { targetAlerts } from "./alerts/targets.ts";
import { traceAlerts } from "./alerts/traces.ts";

/** Every alert of the catalogue, by its name. What it asks and says is in the room `alerts/`. */
export const alerts = z
  .strictObject({
    ...applicationAlerts,
    ...hubAlerts,
    ...containerAlerts,
    ...nodeAlerts,
    ...storageAlerts,
    ...targetAlerts,
    ...prometheusAlerts,
    ...logAlerts,
    ...traceAlerts,
    ...notificationAlerts,
  })
  .prefault({})
  .describe("The alerts of the catalogue, by name. `docs/alerts.md` lists them with their settings.");

export type AlertSettings = z.output<typeof alerts>;
export type AlertName = keyof AlertSettings;
