import type { PreviewedStack } from "./stacks.ts";

/** `plan.json`: every registration, in an order that does not depend on timing. */
export function planFile({ recording, stack }: PreviewedStack): string {
  const registrations = recording.registrations.toSorted((a, b) => (a.urn < b.urn ? -1 : 1));
  return `${JSON.stringify({ stack, registrations, outputs: recording.outputs }, undefined, 2)}\n`;
}
