import assert from "node:assert/strict";
import type { Config } from "../../config/config.ts";
import { duration } from "../../model/duration.ts";
import { SLO_SERIES } from "../../model/slo-series.ts";
import type { PrometheusServer } from "../judges/prometheus-server.ts";
import { selectorsOf } from "./selectors.ts";
import { PAST } from "./traffic.ts";

/** What was recorded of an SLO, and what the counters themselves say of the same moment. Shares, 0 to 1, by window. */
export interface Measured {
  readonly recorded: Readonly<Record<string, number>>;
  readonly exact: Readonly<Record<string, number>>;
  readonly budgetRemaining: number;
  /** What rules make that record ratios of five minutes and take their mean over thirty days. */
  readonly meanOfRatios: number;
}

/** Reads an SLO's last recorded values, and asks for the exact ones at the moment of their evaluation. */
export async function measured(server: PrometheusServer, slo: string, config: Config): Promise<Measured> {
  const value = async (expr: string, time: number): Promise<number> => {
    const { vector } = await server.query(expr, { time });
    assert.equal(vector.length, 1, `${vector.length} series, not one: ${expr}`);
    return vector[0]!.value;
  };
  const availability = (window: string) => `${SLO_SERIES.availability(duration(window))}{slo="${slo}"}`;
  const evaluated = await value(`timestamp(${availability("30d")})`, PAST.end);
  const { errors, total } = selectorsOf(slo, config);
  const exact = (window: string) =>
    `1 - sum(increase(${errors}[${window}])) / sum(increase(${total}[${window}]))`;
  const ratio = `sum(rate(${errors}[5m])) / sum(rate(${total}[5m]))`;
  const interval = config.prometheus.scrapeInterval.text;
  return {
    recorded: {
      "30d": await value(availability("30d"), PAST.end),
      "7d": await value(availability("7d"), PAST.end),
    },
    exact: { "30d": await value(exact("30d"), evaluated), "7d": await value(exact("7d"), evaluated) },
    budgetRemaining: await value(`${SLO_SERIES.budgetRemaining}{slo="${slo}"}`, PAST.end),
    meanOfRatios: await value(`1 - avg_over_time((${ratio})[30d:${interval}])`, evaluated),
  };
}
