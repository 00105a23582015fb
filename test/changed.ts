import { isDeepStrictEqual } from "node:util";
import type { Ran, Registered } from "./program.ts";

/**
 * What is deployed and differs between two runs, as `Kind name`; `+` what only the second has, `-` only the first.
 * What is no Kubernetes object appears under its Pulumi type. Secrets are compared in plain text.
 */
export function changed(from: Ran, to: Ran): readonly string[] {
  return differences(from, to, (each) => !isContent(each));
}

/** The same of what is inside Grafana, but for the mark of a deployment, which is another one with every change. */
export function changedContent(from: Ran, to: Ran): readonly string[] {
  const all = differences(from, to, (each) => isContent(each) && !each.type.endsWith(":Annotation"));
  return all.map((each) => each.replace("lookout-grafana-content-", ""));
}

const isContent = ({ name }: Registered) => name.startsWith("lookout-grafana-content");

function differences(from: Ran, to: Ran, counts: (each: Registered) => boolean): readonly string[] {
  const before = byUrn(from, counts);
  const after = byUrn(to, counts);
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
function byUrn(
  { registrations }: Ran,
  counts: (each: Registered) => boolean,
): ReadonlyMap<string, Registered> {
  const custom = registrations.filter((each) => each.custom && counts(each));
  return new Map(custom.map((each) => [each.urn, each]));
}

function facts({ options, parent, plain, provider, secrets }: Registered): unknown {
  return { options, parent, plain, provider, secrets };
}

function label({ inputs, name, type }: Registered): string {
  return inputs.kind === undefined
    ? `${type.split(":").at(-1)} ${name}`
    : `${inputs.kind} ${inputs.metadata.name}`;
}
