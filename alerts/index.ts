import type { Config } from "../config/config.ts";
import { type Alert, CATEGORIES, type Category } from "../model/alert.ts";
import { applications } from "./applications.ts";
import { containers } from "./containers.ts";
import { jupyterhub } from "./jupyterhub.ts";
import { logs } from "./logs.ts";
import { nodes } from "./nodes.ts";
import { notifications } from "./notifications.ts";
import { prometheus } from "./prometheus.ts";
import { storage } from "./storage.ts";
import { targets } from "./targets.ts";
import { traces } from "./traces.ts";
import { watchdog } from "./watchdog.ts";

/** The catalogue, each group by what it guards. */
const GROUPS: readonly ((config: Config) => readonly Alert[])[] = [
  applications,
  jupyterhub,
  containers,
  nodes,
  storage,
  targets,
  prometheus,
  logs,
  traces,
  notifications,
  watchdog,
];

/** The alerts of a stack's catalogue: those of what it has, but for those that it turns off. */
export function catalogue(config: Config): readonly Alert[] {
  return GROUPS.flatMap((group) => group(config)).filter(
    ({ name }) => !(name in config.alerts) || config.alerts[name as keyof Config["alerts"]].enabled,
  );
}

/** The same by what they guard: engines have a group of rules for each. */
export function catalogueByCategory(
  config: Config,
): readonly { readonly category: Category; readonly alerts: readonly Alert[] }[] {
  const all = catalogue(config);
  return CATEGORIES.map((category) => ({
    category,
    alerts: all.filter((alert) => alert.category === category),
  })).filter(({ alerts }) => alerts.length > 0);
}
