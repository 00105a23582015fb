import { isDeepStrictEqual } from "node:util";
import type { Ran, Registered } from "./program.ts";

/**
 * Objects that differ between two runs, as `Kind name`; `+` those that only the second has, `-` only the first.
 * What is no Kubernetes object appears under its Pulumi type. Secrets are compared in plain text.
 */
export function changed(from: Ran, to: Ran): readonly string[] {
  const before = byUrn(from);
  const after = byUrn(to);
  return [
    ...[...after].flatMap(([urn, now]) => {
      const was = before.get(urn);
      if (was === undefined) return [`+ ${label(now)}`];
      return isDeepStrictEqual(facts(was), facts(now)) ? [] : [label(now)];
    }),
    ...[...before].filter(([urn]) => !after.has(urn)).map(([, was]) => `- ${label(was)}`),
  ].sort();
}

/** Components say nothing of their own. */
function byUrn({ registrations }: Ran): ReadonlyMap<string, Registered> {
  return new Map(registrations.filter(({ custom }) => custom).map((each) => [each.urn, each]));
}

function facts({ options, parent, plain, provider, secrets }: Registered): unknown {
  return { options, parent, plain, provider, secrets };
}

function label({ inputs, name, type }: Registered): string {
  return inputs.kind === undefined
    ? `${type.split(":").at(-1)} ${name}`
    : `${inputs.kind} ${inputs.metadata.name}`;
}
