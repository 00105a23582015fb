import type { Config } from "../../config/config.ts";
import { type AlertRoute, routing } from "../../config/routing.ts";
import { ToolError } from "../call/tool-error.ts";

/** What a route may leave open, the most urgent first. */
const SEVERITIES = ["page", "ticket", "info"] as const;

/**
 * The labels of an alert that the stack's routes lead to a contact point.
 *
 * @param base labels that it has anyway.
 * @throws ToolError when no route leads there, or it is a heartbeat's.
 */
export function labelsTo(to: string, base: AlertRoute["labels"], config: Config): AlertRoute["labels"] {
  const { heartbeats, rest, routes } = routing(config);
  const heartbeat = heartbeats.find((each) => each.to === to);
  if (heartbeat !== undefined)
    throw new ToolError(
      `${to} is a heartbeat: the Watchdog calls it every ${heartbeat.interval}; whether calls arrive is seen at its service`,
    );
  for (const route of routes.filter((each) => each.to === to))
    for (const severity of SEVERITIES) {
      const labels = { ...base, severity, ...route.labels };
      // An earlier route may take it.
      const taken = routes.find((each) => matches(each, labels)) ?? rest;
      if (taken.to === to) return labels;
    }
  throw new ToolError(
    `no route leads to ${to}, so that no alert would be told there: lookout:alerting.routes says who is told what`,
  );
}

function matches({ labels: wanted }: AlertRoute, labels: AlertRoute["labels"]): boolean {
  return Object.entries(wanted).every(([label, value]) => labels[label] === value);
}
