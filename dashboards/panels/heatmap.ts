import { TooltipDisplayMode } from "@grafana/grafana-foundation-sdk/common";
import {
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
  HeatmapTooltipBuilder,
  PanelBuilder,
  YAxisConfigBuilder,
} from "@grafana/grafana-foundation-sdk/heatmap";
import { COLOURS } from "../palette.ts";
import { type DataOptions, dataPanel, type Panel, type Unit } from "./panel.ts";

interface HeatmapOptions extends DataOptions {
  /** Of the buckets' bounds. `unit` is that of their counts. */
  readonly axisUnit: Unit;
}

/** How values spread over time, from the buckets of a histogram (`format: "heatmap"`). */
export function heatmap(options: HeatmapOptions): Panel {
  return dataPanel(options, () =>
    new PanelBuilder()
      .calculate(false)
      .cellGap(1)
      // Viridis goes from dark to light for every kind of colour vision.
      .color(
        new HeatmapColorOptionsBuilder()
          .mode(HeatmapColorMode.Scheme)
          .scheme("Viridis")
          .steps(64)
          .exponent(0.5),
      )
      .yAxis(new YAxisConfigBuilder().unit(options.axisUnit))
      .tooltip(new HeatmapTooltipBuilder().mode(TooltipDisplayMode.Single).yHistogram(true))
      .exemplarsColor(COLOURS.purple)
      .showLegend(),
  );
}
