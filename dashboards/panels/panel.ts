import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import type { DataSourceRef } from "@grafana/grafana-foundation-sdk/common";
import {
  type DashboardLink,
  type DataTransformerConfig,
  type DynamicConfigValue,
  FieldColorBuilder,
  FieldColorModeId,
  type GridPos,
  type Panel as PanelJson,
  type ThresholdsConfig,
  type ValueMapping,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { type Link, linkBuilder } from "../links.ts";
import { COLOURS, type Colour, type Thresholds, thresholdsBuilder } from "../palette.ts";
import { type DatasourceNames, type Query, queryBuilder } from "../queries/query.ts";

/**
 * Units as Grafana calls them; all are known to its dashboard linter.
 * Source: https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts
 */
export type Unit =
  | "none"
  | "short"
  | "percentunit"
  | "percent"
  | "reqps"
  | "ops"
  | "cps"
  | "s"
  | "ms"
  | "m"
  | "h"
  | "d"
  | "bytes"
  | "decbytes"
  | "Bps"
  | "binBps"
  | "MBs"
  | "dateTimeAsIso"
  | "dateTimeFromNow"
  | "string"
  | "bool_yes_no";

/** What every panel says of itself. */
export interface PanelOptions {
  /** Of the dashboard; never used again for another panel, since links and alerts name it. */
  readonly id: number;
  readonly title: string;
  /** What it shows, how to read it, and where it comes from. */
  readonly description: string;
  readonly links?: readonly Link[];
  readonly transparent?: boolean;
}

/** What panels of numbers say beside that. */
export interface DataOptions extends PanelOptions {
  readonly queries: readonly Query[];
  readonly unit: Unit;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly thresholds?: Thresholds;
  /** Shown where there is no number. */
  readonly noValue?: string;
  readonly mappings?: readonly ValueMapping[];
  readonly overrides?: readonly Override[];
  readonly transformations?: readonly DataTransformerConfig[];
  /** Links of each value. */
  readonly dataLinks?: readonly Link[];
  /** Least step between points: `5m`. */
  readonly interval?: string;
  /** A range of its own instead of the dashboard's: `7d`. */
  readonly timeFrom?: string;
  readonly maxDataPoints?: number;
}

/** Properties of the fields that match. */
export interface Override {
  /** Name of a series or column as shown; `/…/` is a regular expression; `query:A` is all that query A returned. */
  readonly field: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A panel that has no place yet. */
export interface Panel {
  readonly id: number;
  readonly title: string;
  readonly queries: readonly Query[];
  readonly build: (at: GridPos, names: DatasourceNames) => Builder<PanelJson>;
}

/** What the SDK's builders of panels share. */
export interface PanelBuilder extends Builder<PanelJson> {
  id(id: number): this;
  title(title: string): this;
  description(description: string): this;
  transparent(transparent: boolean): this;
  links(links: Builder<DashboardLink>[]): this;
  gridPos(at: GridPos): this;
  datasource(datasource: DataSourceRef): this;
  withTarget(target: Builder<Dataquery>): this;
  withTransformation(transformation: DataTransformerConfig): this;
  interval(interval: string): this;
  timeFrom(range: string): this;
  maxDataPoints(most: number): this;
  unit(unit: string): this;
  decimals(decimals: number): this;
  min(min: number): this;
  max(max: number): this;
  noValue(text: string): this;
  mappings(mappings: ValueMapping[]): this;
  thresholds(thresholds: Builder<ThresholdsConfig>): this;
  colorScheme(colour: FieldColorBuilder): this;
  dataLinks(links: Builder<DashboardLink>[]): this;
  overrideByName(name: string, properties: DynamicConfigValue[]): this;
  overrideByRegexp(regexp: string, properties: DynamicConfigValue[]): this;
  overrideByQuery(refId: string, properties: DynamicConfigValue[]): this;
}

/** A panel of numbers, by a builder that already says what is special to its kind and to its place. */
export function dataPanel(options: DataOptions, make: (at: GridPos) => PanelBuilder): Panel {
  const { id, queries, title } = options;
  return {
    id,
    title,
    queries,
    build: (at, names) => {
      const builder = about(make(at), options).gridPos(at);
      addQueries(builder, queries, names);
      addFormat(builder, options);
      for (const override of options.overrides ?? []) addOverride(builder, override);
      for (const transformation of options.transformations ?? []) builder.withTransformation(transformation);
      return builder;
    },
  };
}

/** A panel without data. */
export function textPanel(options: PanelOptions, make: () => PanelBuilder): Panel {
  const { id, title } = options;
  return { id, title, queries: [], build: (at) => about(make(), options).gridPos(at) };
}

function about<B extends PanelBuilder>(builder: B, options: PanelOptions): B {
  builder.id(options.id).title(options.title).description(options.description);
  if (options.transparent === true) builder.transparent(true);
  if (options.links !== undefined) builder.links(options.links.map(linkBuilder));
  return builder;
}

export function addQueries(builder: PanelBuilder, queries: readonly Query[], names: DatasourceNames): void {
  const [first] = queries;
  if (first === undefined) return;
  builder.datasource({ type: first.kind, uid: names[first.kind] });
  for (const [index, query] of queries.entries())
    builder.withTarget(queryBuilder(query, refIdOf(query, index), names));
}

/** Letters in order, as Grafana gives them. */
const refIdOf = (query: Query, index: number) => query.refId ?? String.fromCodePoint(65 + index);

function addFormat(builder: PanelBuilder, options: DataOptions): void {
  builder.unit(options.unit);
  if (options.decimals !== undefined) builder.decimals(options.decimals);
  if (options.min !== undefined) builder.min(options.min);
  if (options.max !== undefined) builder.max(options.max);
  if (options.noValue !== undefined) builder.noValue(options.noValue);
  if (options.mappings !== undefined) builder.mappings([...options.mappings]);
  if (options.thresholds !== undefined) builder.thresholds(thresholdsBuilder(options.thresholds));
  if (options.dataLinks !== undefined) builder.dataLinks(options.dataLinks.map(linkBuilder));
  if (options.interval !== undefined) builder.interval(options.interval);
  if (options.timeFrom !== undefined) builder.timeFrom(options.timeFrom);
  if (options.maxDataPoints !== undefined) builder.maxDataPoints(options.maxDataPoints);
}

function addOverride(builder: PanelBuilder, { field, properties }: Override): void {
  const list = Object.entries(properties).map(([id, value]) => ({ id, value }));
  if (field.startsWith("query:")) builder.overrideByQuery(field.slice("query:".length), list);
  else if (field.startsWith("/")) builder.overrideByRegexp(field, list);
  else builder.overrideByName(field, list);
}

/** Numbers take the colour of the threshold that they passed. */
export const byThreshold = () => new FieldColorBuilder().mode(FieldColorModeId.Thresholds);

/** A series in a colour of its own. */
export const coloured = (field: string, colour: Colour): Override => ({
  field,
  properties: { color: { mode: "fixed", fixedColor: COLOURS[colour] } },
});
