import type { Config } from "../config/config.ts";
import { labelsIn, metricsIn } from "../config/promql.ts";
import { KNOWN_METRICS, TARGET_LABELS } from "../model/metrics/index.ts";

/** Series that recording rules make: name → labels. */
export type Recorded = ReadonlyMap<string, readonly string[]>;

/**
 * Names in an expression that are in nobody's exposition, and labels that no series of the expression has.
 *
 * @param recorded series of rules; without them all of SLOs are taken for known, with any label.
 */
export function unknownNames(text: string, { metrics }: Config, recorded?: Recorded): readonly string[] {
  const http = new Map(
    ["_bucket", "_count", "_sum"].map((suffix) => [
      metrics.requestDuration + suffix,
      [...Object.values(metrics.labels), "le"],
    ]),
  );
  const own = new Map([...http, [metrics.activeRequests, Object.values(metrics.labels)]]);
  const isTaken = (name: string | undefined) => recorded === undefined && name?.startsWith("slo:") === true;
  const uses = metricsIn(text).filter(({ name }) => !isTaken(name));
  const labelsOf = (name: string) => recorded?.get(name) ?? KNOWN_METRICS.get(name) ?? own.get(name);
  const usual = new Set<string>([...TARGET_LABELS, metrics.labels.service, ...madeLabels(text)]);
  const everywhere = new Set(uses.flatMap(({ name }) => labelsOf(name ?? "") ?? []));
  return [
    ...uses.flatMap(({ labels, name }) => {
      if (name === undefined) return [];
      const known = labelsOf(name);
      if (known === undefined) return [name];
      return labels
        .filter((label) => !known.includes(label) && !usual.has(label))
        .map((label) => `${name}{${label}}`);
    }),
    ...labelsIn(text).filter(
      (label) => uses.length > 0 && !everywhere.has(label) && !usual.has(label) && label !== "slo",
    ),
  ];
}

/** Labels that an expression gives to its series by itself. */
function madeLabels(text: string): readonly string[] {
  if (!/\b(?:label_replace|label_join|count_values)\b/.test(text)) return [];
  return [...text.matchAll(/"([a-z_]\w*)"/gi)].map(([, name]) => name!);
}
