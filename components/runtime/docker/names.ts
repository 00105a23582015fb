import type { Config } from "../../../config/config.ts";
import { PART_OF } from "../../../model/labels.ts";

/** Label of everything that a stack has in Docker: the stack's name. */
export const STACK = "lookout/stack";

/** Start of the names of all that a stack has in Docker, and the name of its network. */
export function prefix({ stack }: Pick<Config, "stack">): string {
  return `lookout-${stack}`;
}

/** Name of a container or volume: `lookout-dev-prometheus`, `lookout-dev-prometheus-data`. */
export function objectName(config: Pick<Config, "stack">, ...roles: readonly string[]): string {
  return [prefix(config), ...roles].join("-");
}

/** Labels of everything of a stack. They never change: a volume with other labels would be another volume. */
export function stackLabels({ stack }: Pick<Config, "stack">): Readonly<Record<string, string>> {
  return { [PART_OF.key]: PART_OF.value, [STACK]: stack };
}

/** Labels as the provider takes them, in a stable order. */
export function labelList(labels: Readonly<Record<string, string>>): { label: string; value: string }[] {
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => ({ label, value }));
}
