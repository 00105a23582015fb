import {
  LogsDedupStrategy,
  LogsSortOrder,
  TimelineValueAlignment,
  VisibilityMode,
} from "@grafana/grafana-foundation-sdk/common";
import {
  PanelBuilder as BaseBuilder,
  type Panel as PanelJson,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder as LogsBuilder } from "@grafana/grafana-foundation-sdk/logs";
import { PanelBuilder as NodeGraphBuilder } from "@grafana/grafana-foundation-sdk/nodegraph";
import { PanelBuilder as StateTimelineBuilder } from "@grafana/grafana-foundation-sdk/statetimeline";
import { PanelBuilder as TextBuilder, TextMode } from "@grafana/grafana-foundation-sdk/text";
import { COLOURS, type Colour } from "../palette.ts";
import {
  byThreshold,
  type DataOptions,
  dataPanel,
  type Panel,
  type PanelBuilder,
  type PanelOptions,
  textPanel,
} from "./panel.ts";

type WithoutUnit = Omit<DataOptions, "unit">;

/** Lines of logs, the newest first; each opens to its labels and to its trace. */
export function logs(options: WithoutUnit): Panel {
  return dataPanel({ ...options, unit: "string" }, () =>
    new LogsBuilder()
      .showTime(true)
      .wrapLogMessage(true)
      .enableLogDetails(true)
      .prettifyLogMessage(false)
      .dedupStrategy(LogsDedupStrategy.None)
      .sortOrder(LogsSortOrder.Descending),
  );
}

/** States over time, a row each. With `mappings` these give words and colours, otherwise the thresholds. */
export function stateTimeline(options: DataOptions): Panel {
  const panel = dataPanel(options, () => {
    const builder = new StateTimelineBuilder()
      .mergeValues(true)
      .showValue(VisibilityMode.Auto)
      .alignValue(TimelineValueAlignment.Left)
      .rowHeight(0.85)
      .fillOpacity(80)
      .lineWidth(0);
    // By thresholds, Grafana would write `1+` for the word.
    return options.mappings === undefined ? builder.colorScheme(byThreshold()) : builder;
  });
  return { ...panel, build: (at, names) => ({ build: () => withoutPages(panel.build(at, names).build()) }) };
}

/** The bar to turn pages would take a row's height; the SDK knows no way without. */
const withoutPages = (json: PanelJson): PanelJson => ({
  ...json,
  options: { ...(json.options as object), perPage: 0 },
});

interface NodeGraphOptions extends WithoutUnit {
  /** What stands behind the two numbers of each node, and of each edge: `req/s`. */
  readonly units: readonly [main: string, secondary: string];
  /** Fields `arc__<name>` of the nodes, 0 to 1, which are parts of their ring. */
  readonly arcs: Readonly<Record<string, Colour>>;
}

/** Nodes and the edges between them. */
export function nodeGraph({ arcs, units, ...options }: NodeGraphOptions): Panel {
  const [mainStatUnit, secondaryStatUnit] = units;
  const rings = Object.entries(arcs).map(([field, colour]) => ({ field, color: COLOURS[colour] }));
  return dataPanel({ ...options, unit: "short" }, () =>
    new NodeGraphBuilder()
      .nodes({ build: () => ({ mainStatUnit, secondaryStatUnit, arcs: rings }) })
      .edges({ build: () => ({ mainStatUnit, secondaryStatUnit }) }),
  );
}

/** Markdown. */
export function text(options: PanelOptions & { readonly content: string }): Panel {
  return textPanel(options, () => new TextBuilder().mode(TextMode.Markdown).content(options.content));
}

interface AlertListOptions extends PanelOptions {
  /** Only alerts whose labels match: `{slo=~"$slo"}`. All when left out. */
  readonly matching?: string;
  readonly most?: number;
  /** Whether alerts that are about to fire are among them. Default: no. */
  readonly pending?: boolean;
}

/**
 * Alerts that fire now, of either engine. The SDK has no such panel.
 * Source of the options: public/app/plugins/panel/alertlist/types.ts of Grafana 12.4
 */
export function alertList({
  matching = "",
  most = 20,
  pending = false,
  ...options
}: AlertListOptions): Panel {
  return textPanel(options, () =>
    base("alertlist").options({
      viewMode: "list",
      groupMode: "default",
      groupBy: [],
      maxItems: most,
      // By importance.
      sortOrder: 3,
      dashboardAlerts: false,
      alertName: "",
      alertInstanceLabelFilter: matching,
      datasource: null,
      folder: null,
      showInactiveAlerts: false,
      stateFilter: {
        firing: true,
        pending,
        recovering: true,
        noData: true,
        normal: false,
        error: true,
      },
    }),
  );
}

const base = (type: string) => new BaseBuilder().type(type) as PanelBuilder & BaseBuilder;
