import {
  AxisPlacement,
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { type DataOptions, dataPanel, type Panel, type Unit } from "./panel.ts";

interface TimeSeriesOptions extends DataOptions {
  /**
   * By default a table with numbers beside a wide graph, and names alone below a narrow one. `few`: so few series, with
   * names so short, that a number fits below beside each. `none`: for a single series.
   */
  readonly legend?: "few" | "none";
  /** Numbers of the legend: `mean`, `max`, `lastNotNull`, `sum`. Where there is room for one, the last of them. */
  readonly calcs?: readonly string[];
  /** `line`, or bars for what is counted per step. */
  readonly draw?: "line" | "bars";
  /** Series upon each other, for parts of a whole. */
  readonly stack?: boolean;
  /** Opacity of the area below, 0 to 100. Default: 10; stacked: 40. */
  readonly fill?: number;
  /** How thresholds show: not at all, as a dashed line, or as areas too. */
  readonly bounds?: "line" | "area";
  readonly softMax?: number;
  readonly axisLabel?: string;
  /** Whether a gap is bridged, as between points of a slow rule. */
  readonly bridge?: boolean;
}

/** Numbers over time. */
export function timeSeries(options: TimeSeriesOptions): Panel {
  return dataPanel(options, ({ w }) => {
    const { axisLabel, bounds, bridge, draw = "line", fill, stack = false } = options;
    const softMax = options.softMax ?? leastTop(options);
    const builder = new PanelBuilder()
      .drawStyle(draw === "bars" ? GraphDrawStyle.Bars : GraphDrawStyle.Line)
      .lineWidth(draw === "bars" ? 0 : 1)
      .fillOpacity(fill ?? (draw === "bars" ? 80 : stack ? 40 : 10))
      .showPoints(VisibilityMode.Never)
      .legend(legend(options, w))
      .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
    if (stack) builder.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group("A"));
    if (softMax !== undefined) builder.axisSoftMax(softMax);
    if (axisLabel !== undefined) builder.axisLabel(axisLabel).axisPlacement(AxisPlacement.Auto);
    if (bridge === true) builder.spanNulls(true);
    if (bounds !== undefined)
      builder.thresholdsStyle(
        new GraphThresholdsStyleConfigBuilder().mode(
          bounds === "line" ? GraphThresholdsStyleMode.Dashed : GraphThresholdsStyleMode.DashedAndArea,
        ),
      );
    return builder;
  });
}

/** Columns as the legend calls them. */
const CALCULATED: Readonly<Record<string, string>> = {
  lastNotNull: "Last *",
  max: "Max",
  mean: "Mean",
  sum: "Total",
};

/** Columns of the grid from which on there is room for a legend beside the graph, and for all of its numbers. */
const WIDE = 10;
const WIDEST = 14;

/** Below a graph, a table's head and rows would take more than the third of its height that Grafana gives a legend. */
function legend(options: TimeSeriesOptions, width: number): VizLegendOptionsBuilder {
  const { calcs = ["mean", "max", "lastNotNull"], legend: wanted } = options;
  const builder = new VizLegendOptionsBuilder().showLegend(wanted !== "none");
  const isBeside = wanted === undefined && width >= WIDE;
  if (!isBeside) {
    builder.placement(LegendPlacement.Bottom).displayMode(LegendDisplayMode.List);
    return wanted === "few" ? builder.calcs(calcs.slice(-1)) : builder;
  }
  builder
    .placement(LegendPlacement.Right)
    .displayMode(LegendDisplayMode.Table)
    .calcs(width >= WIDEST ? [...calcs] : calcs.slice(-1));
  // A low panel shows only the first rows: the largest.
  const sortBy = CALCULATED[calcs.at(-1) ?? ""];
  return sortBy === undefined ? builder : builder.sortBy(sortBy).sortDesc(true);
}

/** Without it, Grafana draws a line that stays at 0 below an axis that ends at 100: 10000%. */
const LEAST_TOP: Partial<Readonly<Record<Unit, number>>> = {
  percentunit: 0.01,
  reqps: 0.1,
  cps: 0.1,
  ops: 0.1,
  MBs: 0.1,
  s: 0.001,
  none: 1,
  short: 0.1,
};

function leastTop({ decimals, max, unit }: TimeSeriesOptions): number | undefined {
  if (max !== undefined) return undefined;
  return decimals === 0 ? 1 : LEAST_TOP[unit];
}
