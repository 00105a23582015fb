import { PanelBuilder as BarChartBuilder } from "@grafana/grafana-foundation-sdk/barchart";
import { PanelBuilder as BarGaugeBuilder } from "@grafana/grafana-foundation-sdk/bargauge";
import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeValueMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  StackingMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizOrientation,
  VizTextDisplayOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { greyUnknown } from "./mappings.ts";
import { byThreshold, type DataOptions, dataPanel, type Panel } from "./panel.ts";

interface BarChartOptions extends DataOptions {
  /** Field of the categories. Default: the first that holds text or times. */
  readonly by?: string;
  readonly stack?: boolean;
  readonly direction?: "horizontal" | "vertical";
  readonly legend?: boolean;
}

/** Bars by category. */
export function barChart(options: BarChartOptions): Panel {
  const { by, direction = "vertical", legend = true, stack = false } = options;
  return dataPanel(options, () => {
    const builder = new BarChartBuilder()
      .orientation(direction === "vertical" ? VizOrientation.Vertical : VizOrientation.Horizontal)
      .stacking(stack ? StackingMode.Normal : StackingMode.None)
      .showValue(VisibilityMode.Auto)
      // 0, which the SDK writes, shortens every name to "..." in Grafana 12.4.
      .xTickLabelMaxLength(40)
      .fillOpacity(80)
      .lineWidth(0)
      .legend(
        new VizLegendOptionsBuilder()
          .showLegend(legend)
          .displayMode(LegendDisplayMode.List)
          .placement(LegendPlacement.Bottom),
      );
    if (by !== undefined) builder.xField(by);
    return builder;
  });
}

/** A bar a series, the longest first if the query sorts: for a short list of the worst. */
export function barGauge(options: DataOptions): Panel {
  return dataPanel(greyUnknown(options), () =>
    new BarGaugeBuilder()
      .orientation(VizOrientation.Horizontal)
      .displayMode(BarGaugeDisplayMode.Basic)
      .valueMode(BarGaugeValueMode.Text)
      .namePlacement(BarGaugeNamePlacement.Left)
      .showUnfilled(true)
      // Otherwise as large as there is space, and of different sizes on one dashboard.
      .text(new VizTextDisplayOptionsBuilder().titleSize(14).valueSize(18))
      .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]).fields("").values(false))
      .colorScheme(byThreshold()),
  );
}
