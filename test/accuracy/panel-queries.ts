import assert from "node:assert/strict";
import type { Config } from "../../config/config.ts";
import { asAsked } from "../../config/dashboards/asked.ts";
import { duration } from "../../model/duration.ts";
import { type Dashboard, topLevel } from "../dashboards/rendered.ts";
import type { PrometheusServer } from "../judges/prometheus-server.ts";

/** A question of a panel to Prometheus as Grafana asks it when people open the dashboard. */
export interface PanelQuery {
  /** Of the panel and the query: `8 A`. */
  readonly key: string;
  readonly panel: string;
  readonly expr: string;
  /** Undefined: for the end of the range alone. */
  readonly range: Range | undefined;
  /** Whether the panel is in a row, which asks nothing before it is opened. */
  readonly inRow: boolean;
}

interface Range {
  readonly seconds: number;
  readonly step: number;
}

/** Pixels of a screen, on each of which there is at most one point. */
const WIDTH = 1600;
const COLUMNS = 24;

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly gridPos: { readonly w: number };
  readonly interval?: string;
  readonly maxDataPoints?: number;
  readonly timeFrom?: string;
  readonly panels?: readonly Panel[];
  readonly targets?: readonly Target[];
}

interface Target {
  readonly refId: string;
  readonly expr: string;
  readonly instant?: boolean;
  readonly interval?: string;
  readonly datasource: { readonly type: string };
}

/** Every question of a dashboard's panels to Prometheus, with all that people can choose at All. */
export function panelQueries(dashboard: Pick<Dashboard, "json">, config: Config): readonly PanelQuery[] {
  const { from } = dashboard.json["time"] as { readonly from: string };
  const values = allValues(dashboard);
  const top = topLevel(dashboard) as readonly Panel[];
  const placed = top.flatMap((panel) =>
    panel.type === "row"
      ? (panel.panels ?? []).map((inner) => ({ panel: inner, inRow: true }))
      : [{ panel, inRow: false }],
  );
  return placed.flatMap(({ inRow, panel }) =>
    (panel.targets ?? [])
      .filter(({ datasource }) => datasource.type === "prometheus")
      .map((target) => {
        const { seconds } = duration(panel.timeFrom ?? from.replace("now-", ""));
        const step = stepOf(panel, target, seconds, config);
        const text = target.expr.replaceAll("$__rate_interval", `${rateInterval(step, config)}s`);
        return {
          key: `${panel.id} ${target.refId}`,
          panel: panel.title,
          expr: asAsked(text, values),
          range: target.instant === true ? undefined : { seconds, step },
          inRow,
        };
      }),
  );
}

function allValues({ json }: Pick<Dashboard, "json">): ReadonlyMap<string, string> {
  const { list } = json["templating"] as {
    readonly list: readonly { readonly name: string; readonly allValue?: string }[];
  };
  return new Map(list.map(({ allValue = ".*", name }) => [name, allValue]));
}

/** As rangeutil.ts of Grafana's package data rounds them: up to the first, a step of the second, seconds. */
const STEPS = [
  [1.5, 1],
  [3.5, 2],
  [7.5, 5],
  [12.5, 10],
  [17.5, 15],
  [25, 20],
  [45, 30],
  [90, 60],
  [210, 120],
  [450, 300],
  [750, 600],
  [1050, 900],
  [1500, 1200],
  [2700, 1800],
  [5400, 3600],
  [9000, 7200],
  [16_200, 10_800],
  [32_400, 21_600],
] as const;

function stepOf(
  { gridPos, interval, maxDataPoints }: Panel,
  target: Target,
  seconds: number,
  config: Config,
): number {
  const points = maxDataPoints ?? Math.floor((WIDTH * gridPos.w) / COLUMNS);
  const rounded = STEPS.find(([below]) => seconds / points < below)?.[1];
  assert.ok(rounded !== undefined, `a step for ${seconds} s in ${points} points`);
  const least = target.interval ?? interval;
  return Math.max(
    rounded,
    least === undefined ? config.prometheus.scrapeInterval.seconds : duration(least).seconds,
  );
}

/** Source: https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/#use-__rate_interval */
function rateInterval(step: number, { prometheus: { scrapeInterval } }: Config): number {
  return Math.max(step + scrapeInterval.seconds, 4 * scrapeInterval.seconds);
}

/** What came of a question. */
export interface Answer {
  readonly series: number;
  /** All values of all series. */
  readonly values: readonly number[];
  /** Samples that were read for it. */
  readonly samples: number;
}

/** Asks a server for a panel's query at the end of the past, or any other expression in its place. */
export async function ask(
  { url }: PrometheusServer,
  { expr, range }: Pick<PanelQuery, "expr" | "range">,
  end: number,
): Promise<Answer> {
  const body = new URLSearchParams({ query: expr, stats: "all" });
  if (range === undefined) body.set("time", String(end));
  else {
    // Grafana asks for whole steps.
    const last = Math.floor(end / range.step) * range.step;
    for (const [key, value] of [
      ["start", last - range.seconds],
      ["end", last],
      ["step", range.step],
    ] as const)
      body.set(key, String(value));
  }
  const path = range === undefined ? "query" : "query_range";
  const response = await fetch(`${url}/api/v1/${path}`, { method: "POST", body });
  const answer = (await response.json()) as {
    readonly error?: string;
    readonly data: {
      readonly result: readonly { readonly value?: Point; readonly values?: readonly Point[] }[];
      readonly stats: { readonly samples: { readonly totalQueryableSamples: number } };
    };
  };
  assert.equal(answer.error, undefined, expr);
  const { result, stats } = answer.data;
  return {
    series: result.length,
    values: result.flatMap(({ value, values = [] }) =>
      [...(value === undefined ? [] : [value]), ...values].map(([, text]) => Number(text)),
    ),
    samples: stats.samples.totalQueryableSamples,
  };
}

type Point = readonly [seconds: number, value: string];
