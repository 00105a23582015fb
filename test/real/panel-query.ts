import type { Config } from "../../config/config.ts";
import { duration } from "../../model/duration.ts";
import { type Dashboard, type PanelJson, panelsOf } from "../dashboards/rendered.ts";
import { filled } from "./variables.ts";

/** One query of a panel, as Grafana sends it when the dashboard is opened. */
export interface PanelQuery {
  /** `<dashboard> → <panel>` */
  readonly panel: string;
  readonly refId: string;
  readonly type: string;
  /** Empty for what is no text: a search for traces. */
  readonly expr: string;
  readonly instant: boolean;
  /** Seconds since 1970. */
  readonly start: number;
  readonly end: number;
  /** Seconds. */
  readonly step: number;
}

interface Target {
  readonly refId: string;
  readonly datasource: { readonly type: string };
  readonly expr?: string;
  readonly instant?: boolean;
  readonly interval?: string;
}

/** What stands in the time picker: less than a stack that was just started has is shown as what there is. */
const LAST_SECONDS = 900;

/**
 * Grafana's last step is a whole multiple of it: up to an hour ago, when a stack that was just started had nothing. Here it is
 * now, as if that moment had just come; but for queries that look forward from each point.
 * Source: https://github.com/grafana/grafana/blob/v12.4.0/pkg/promlib/models/query.go (AlignTimeRange)
 */
const LOOKS_FORWARD = / offset -/;

/** Of a panel on a usual screen. */
const DATA_POINTS = 1000;

/** Every query of a dashboard's panels, with its variables' values. */
export function panelQueries(
  dashboard: Dashboard,
  config: Config,
  values: Readonly<Record<string, string>>,
  now: number,
): readonly PanelQuery[] {
  return panelsOf(dashboard).flatMap((panel) =>
    ((panel.targets ?? []) as readonly Target[]).map((target) => {
      const scrape = config.prometheus.scrapeInterval.seconds;
      const { interval, maxDataPoints = DATA_POINTS, timeFrom } = panel as TimedPanel;
      const range = timeFrom === undefined ? LAST_SECONDS : duration(timeFrom).seconds;
      const least = target.interval ?? interval;
      const step = Math.max(
        Math.ceil(range / maxDataPoints),
        least === undefined ? scrape : duration(least).seconds,
      );
      const rate = Math.max(step + scrape, 4 * scrape);
      const end = LOOKS_FORWARD.test(target.expr ?? "") ? Math.floor(now / step) * step : now;
      return {
        panel: `${dashboard.uid} → ${panel.title}`,
        refId: target.refId,
        type: target.datasource.type,
        expr: filled(target.expr ?? "", {
          ...values,
          __interval: `${step}s`,
          __auto: `${step}s`,
          __range: `${range}s`,
          // Source: https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/
          __rate_interval: `${rate}s`,
          __rate_interval_ms: `${rate * 1000}`,
        }),
        instant: target.instant ?? false,
        start: end - Math.floor(range / step) * step,
        end,
        step,
      };
    }),
  );
}

interface TimedPanel extends PanelJson {
  readonly interval?: string;
  readonly timeFrom?: string;
  readonly maxDataPoints?: number;
}
