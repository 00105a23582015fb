import { burnRatePairs, canFire, errorBudget } from "../../model/burn-rate.ts";
import { RESERVED_LABELS } from "../../model/slo-series.ts";
import type { Slo } from "../config.ts";
import type { Problem } from "../problem.ts";
import { duplicates, problemIf, type Rule } from "./rule.ts";
import { each, identity, indicatorRules } from "./slo-indicators.ts";

/** Service level objectives: what each says, against the others and what the stack keeps. */
export const sloRules: readonly Rule[] = [
  {
    reads: ["slos"],
    check: ({ slos }) => [
      ...duplicates(
        "slos",
        ".name",
        slos.map(({ name }) => name),
      ),
      ...samePromises(slos),
      ...each(slos, (slo, path) => [...reservedLabels(slo, path), ...noPage(slo, path)]),
    ],
  },
  {
    reads: ["slos", "prometheus.retention"],
    check: ({ prometheus: { retention }, slos }) =>
      each(slos, ({ window }, path) =>
        problemIf(
          window.seconds > retention.seconds,
          `${path}.window`,
          window.text,
          `is longer than the ${retention.text} for which Prometheus keeps samples: shorten it, or raise prometheus.retention to ${window.text}`,
        ),
      ),
  },
  ...indicatorRules,
];

/** Two names for one promise: whoever breaks it is paged twice. */
function samePromises(slos: readonly Slo[]): readonly Problem[] {
  const first = new Map<string, string>();
  return each(slos, ({ indicator, name, objective, service, window }, path) => {
    const promise = JSON.stringify([service, objective, window.seconds, identity(indicator)]);
    const earlier = first.get(promise) ?? name;
    first.set(promise, earlier);
    const message = `promises the very same as "${earlier}", and would page for it a second time: leave one out`;
    return problemIf(earlier !== name, `${path}.name`, name, message);
  });
}

function reservedLabels({ labels }: Slo, path: string): readonly Problem[] {
  return Object.keys(labels).flatMap((label) =>
    problemIf(
      (RESERVED_LABELS as readonly string[]).includes(label),
      `${path}.labels.${label}`,
      labels[label],
      "is a label that Lookout or the alerting system sets: choose another name",
    ),
  );
}

/** Pairs scale with the window; a low objective over a long window leaves none that could wake anybody. */
function noPage({ objective, window }: Slo, path: string): readonly Problem[] {
  const pages = burnRatePairs(window).filter(({ severity }) => severity === "page");
  const slowest = Math.min(...pages.map(({ factor }) => factor));
  const fastest = Number((1 / errorBudget(objective)).toPrecision(3));
  // The first of two digits that is above the bound.
  const enough = (Math.floor((100 - 100 / slowest) * 100) + 1) / 100;
  return problemIf(
    !pages.some((pair) => canFire(pair, objective)),
    `${path}.objective`,
    objective,
    `can never page in ${window.text}: with nothing but errors its budget burns ${fastest} times too fast, and the slowest page waits for more than ${slowest} times; raise it to ${enough} or shorten the window`,
  );
}
