import { createHash } from "node:crypto";
import {
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  RowBuilder,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Config } from "../config/config.ts";
import { FOLDER_OF } from "../model/dashboards.ts";
import { annotations } from "./annotations.ts";
import type { DashboardSpec } from "./dashboard.ts";
import { withoutDeadLinks } from "./dead-links.ts";
import { heightOf, type Line, type Placed, place } from "./layout.ts";
import { withDatasources } from "./link-datasources.ts";
import type { DatasourceNames, DatasourceType } from "./queries/query.ts";
import { tidy } from "./tidy.ts";
import { DATASOURCE_NAMES, datasourceVariables, variableBuilder } from "./variables.ts";

/** Tag of all dashboards that this program makes. */
export const TAG = "lookout";

/** Ids of rows, apart from those of panels. */
const FIRST_ROW_ID = 1000;

/** A dashboard's JSON, as Grafana's API takes it. */
export function render(spec: DashboardSpec, config: Config): Readonly<Record<string, unknown>> {
  const types = datasourceTypes(spec);
  const builder = new DashboardBuilder(spec.title)
    .uid(spec.uid)
    .description(spec.description)
    .tags([TAG, ...(spec.tags ?? [])])
    .readonly()
    .time({ from: `now-${spec.range}`, to: "now" })
    .timezone("browser")
    .tooltip(DashboardCursorSync.Crosshair)
    .revision(revision(spec))
    .annotations([...annotations(config, spec.alerts ?? {})])
    .variables([
      ...datasourceVariables(types),
      ...spec.variables.map((variable) => variableBuilder(variable, DATASOURCE_NAMES)),
    ])
    .links([...links(spec)]);
  if (spec.refresh !== undefined) builder.refresh(spec.refresh);
  addPanels(builder, spec, DATASOURCE_NAMES);
  return withoutDeadLinks(withDatasources(tidy(builder.build()), types), config);
}

function addPanels(builder: DashboardBuilder, { rows, screen }: DashboardSpec, names: DatasourceNames): void {
  for (const placed of place(screen, 0)) builder.withPanel(built(placed, names));
  let top = heightOf(screen);
  for (const [index, { lines, title }] of rows.entries()) {
    const row = new RowBuilder(title)
      .id(FIRST_ROW_ID + index)
      .collapsed(true)
      .gridPos({ x: 0, y: top, w: 24, h: 1 });
    for (const placed of place(lines, top + 1)) row.withPanel(built(placed, names));
    builder.withRow(row);
    top += 1;
  }
}

const built = ({ at, panel }: Placed, names: DatasourceNames) => panel.build(at, names);

function links({ next }: DashboardSpec) {
  return [
    ...next.map(({ title, url }) =>
      new DashboardLinkBuilder(title)
        .type(DashboardLinkType.Link)
        .url(url.split("?")[0]!)
        .keepTime(true)
        .includeVars(true)
        .icon("dashboard"),
    ),
    new DashboardLinkBuilder("Dashboards")
      .type(DashboardLinkType.Dashboards)
      .tags([TAG])
      .asDropdown(true)
      .keepTime(true)
      .includeVars(true),
  ];
}

export function allLines({ rows, screen }: DashboardSpec): readonly Line[] {
  return [...screen, ...rows.flatMap(({ lines }) => lines)].flatMap((each) => [each, ...(each.right ?? [])]);
}

/** Where Prometheus comes first, Grafana's dashboard linter takes every query for PromQL, and Jaeger's have none. */
const ORDER: readonly DatasourceType[] = ["jaeger", "prometheus", "loki"];

function datasourceTypes(spec: DashboardSpec): readonly DatasourceType[] {
  const ofPanels = allLines(spec).flatMap(({ panels }) => panels.flatMap(([, { queries }]) => queries));
  const used = new Set([
    ...ofPanels.map(({ kind }) => kind),
    ...spec.variables
      .filter(({ kind }) => kind === undefined)
      .map(({ datasource = "prometheus" }) => datasource),
  ]);
  // Links that keep variables carry it on from a dashboard that asks nothing itself.
  return used.size === 0 ? ["prometheus"] : ORDER.filter((type) => used.has(type));
}

/**
 * A number that changes with the folder or the ids of panels. The provider compares dashboards without the ids, and an
 * update for which their JSON is the same would send it without them: alerts' links to panels would break.
 * Source: https://github.com/grafana/terraform-provider-grafana/issues/2967
 */
function revision(spec: DashboardSpec): number {
  const ids = allLines(spec).flatMap(({ panels }) => panels.map(([, { id }]) => id));
  const hash = createHash("sha256")
    .update(JSON.stringify([FOLDER_OF[spec.uid], ids]))
    .digest();
  return hash.readUInt32BE() >>> 1;
}
