import type { Config } from "../../config/config.ts";
import { NOBODY } from "../../model/names.ts";
import { toYaml } from "../yaml.ts";
import { INHIBITIONS } from "./inhibition.ts";
import { timeIntervals } from "./mute-timings.ts";
import { mailServer, receiver } from "./receivers.ts";
import { rootRoute } from "./routes.ts";

/** The configuration file. */
export function alertmanagerYml(config: Config): string {
  const smtp = mailServer(config);
  return toYaml({
    ...(smtp !== undefined && { global: smtp }),
    route: rootRoute(config),
    inhibit_rules: INHIBITIONS,
    time_intervals: timeIntervals(config),
    receivers: [{ name: NOBODY }, ...config.alerting.contactPoints.map((point) => receiver(point, config))],
  });
}
