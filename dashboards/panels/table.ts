import { TableCellHeight, TableSortByFieldStateBuilder } from "@grafana/grafana-foundation-sdk/common";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/table";
import type { Link } from "../links.ts";
import { type Thresholds, thresholdSteps } from "../palette.ts";
import { type DataOptions, dataPanel, type Override, type Panel, type Unit } from "./panel.ts";

/** A column, in the order in which they stand. What is not named is not shown. */
export interface Column {
  /** Label of the series, or `Value #<refId>` for the number of a query (`Value` when there is one query). */
  readonly field: string;
  readonly title: string;
  readonly unit?: Unit;
  readonly decimals?: number;
  /** Pixels. Default: what is left. */
  readonly width?: number;
  /** Of what is left, at least so many pixels. Default: 150, as Grafana has it. */
  readonly minWidth?: number;
  /** With these, cells are coloured: their text, their background, or as a bar. */
  readonly thresholds?: Thresholds;
  readonly show?: "text" | "background" | "bar";
  readonly min?: number;
  readonly max?: number;
  readonly link?: Link;
}

interface TableOptions extends Omit<DataOptions, "unit"> {
  readonly columns: readonly [Column, ...Column[]];
  /** Title of the column by which rows are sorted. */
  readonly sort?: { readonly by: string; readonly descending?: boolean };
  readonly unit?: Unit;
}

/** Rows of instant queries in table format, joined by the labels that they share. */
export function table(options: TableOptions): Panel {
  const { columns, overrides = [], sort, transformations = [], unit = "short" } = options;
  const order = [{ id: "merge", options: {} }, ...transformations, organize(columns)];
  const own = columns.flatMap(columnOverride);
  const data = { ...options, unit, transformations: order, overrides: [...own, ...overrides] };
  return dataPanel(data, () => {
    const builder = new PanelBuilder().cellHeight(TableCellHeight.Sm).filterable(false);
    if (sort !== undefined)
      builder.sortBy([new TableSortByFieldStateBuilder().displayName(sort.by).desc(sort.descending ?? true)]);
    return builder;
  });
}

/** Columns by name, order and title; all others are left out. */
function organize(columns: readonly Column[]) {
  return {
    id: "organize",
    options: {
      includeByName: Object.fromEntries(columns.map(({ field }) => [field, true])),
      indexByName: Object.fromEntries(columns.map(({ field }, index) => [field, index])),
      renameByName: Object.fromEntries(columns.map(({ field, title }) => [field, title])),
    },
  };
}

const CELLS = { text: "color-text", background: "color-background", bar: "gauge" } as const;

function columnOverride(column: Column): readonly Override[] {
  const { decimals, link, max, min, minWidth, show, thresholds, title, unit, width } = column;
  const properties = {
    ...(unit === undefined ? {} : { unit }),
    ...(decimals === undefined ? {} : { decimals }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(width === undefined ? {} : { "custom.width": width }),
    ...(minWidth === undefined ? {} : { "custom.minWidth": minWidth }),
    ...(thresholds === undefined
      ? {}
      : {
          thresholds: { mode: "absolute", steps: thresholdSteps(thresholds) },
          color: { mode: "thresholds" },
          "custom.cellOptions":
            show === "bar"
              ? { type: CELLS.bar, mode: "basic", valueDisplayMode: "text" }
              : { type: CELLS[show ?? "text"] },
        }),
    ...(link === undefined
      ? {}
      : { links: [{ title: link.title, url: link.url, targetBlank: link.newTab ?? false }] }),
  };
  return Object.keys(properties).length === 0 ? [] : [{ field: title, properties }];
}
