import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
  VizTextDisplayOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { PanelBuilder as GaugeBuilder } from "@grafana/grafana-foundation-sdk/gauge";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { greyUnknown } from "./mappings.ts";
import { byThreshold, type DataOptions, dataPanel, type Panel } from "./panel.ts";

interface StatOptions extends DataOptions {
  /** How the series becomes one number. Default: the last. */
  readonly calc?: "lastNotNull" | "mean" | "max" | "min" | "sum" | "range" | "count";
  /** A line of the past behind the number: needs a range query. */
  readonly sparkline?: boolean;
  /** What is coloured. Default: the number. */
  readonly colour?: "value" | "background";
  /** Whether the series' name stands by each number. Default: only with several. */
  readonly names?: boolean;
}

const reduce = (calc: string) => new ReduceDataOptionsBuilder().calcs([calc]).fields("").values(false);

/** One number, or a few, to be read from afar. */
export function stat(options: StatOptions): Panel {
  const { calc = "lastNotNull", colour = "value", names, sparkline = false } = options;
  return dataPanel(greyUnknown(options), () => {
    const builder = new StatBuilder()
      .reduceOptions(reduce(calc))
      .graphMode(sparkline ? BigValueGraphMode.Area : BigValueGraphMode.None)
      .colorMode(colour === "value" ? BigValueColorMode.Value : BigValueColorMode.Background)
      .colorScheme(byThreshold());
    if (names !== undefined) builder.textMode(names ? BigValueTextMode.ValueAndName : BigValueTextMode.Value);
    return builder;
  });
}

interface GaugeOptions extends DataOptions {
  readonly min: number;
  readonly max: number;
  /** Whether the series' name stands below the number. Default: only with several. */
  readonly names?: boolean;
}

/** A number between two bounds, beside its target: `thresholds` are drawn on the arc. */
export function gauge(options: GaugeOptions): Panel {
  return dataPanel(greyUnknown(options), () => {
    const builder = new GaugeBuilder()
      .reduceOptions(reduce("lastNotNull"))
      .showThresholdMarkers(true)
      .showThresholdLabels(false)
      .colorScheme(byThreshold());
    if (options.names === true)
      builder.displayName("${__series.name}").text(new VizTextDisplayOptionsBuilder().titleSize(13));
    return builder;
  });
}
