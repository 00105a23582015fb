import assert from "node:assert/strict";
import type { DashboardOf } from "../../dashboards/dashboard.ts";
import { allLines, render } from "../../dashboards/render.ts";
import { testConfig } from "../config-of.ts";
import type { PanelJson } from "./rendered.ts";

/** A stack that says nothing. */
export const DEFAULTS = testConfig();

interface VariableJson {
  readonly name: string;
  readonly type: string;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly query: unknown;
}

export function panel(
  make: DashboardOf,
  id: number,
  config = DEFAULTS,
): PanelJson & Readonly<Record<string, unknown>> {
  const { panels } = render(make(config), config) as unknown as { readonly panels: readonly PanelJson[] };
  const all = panels.flatMap((each) => [each, ...(each.panels ?? [])]);
  const found = all.find((each) => each.id === id && each.type !== "row");
  assert.ok(found !== undefined, `no panel ${id}`);
  return found as PanelJson & Readonly<Record<string, unknown>>;
}

export function exprs(make: DashboardOf, config = DEFAULTS): readonly string[] {
  const queries = allLines(make(config)).flatMap(({ panels }) =>
    panels.flatMap(([, { queries }]) => queries),
  );
  return queries.flatMap((query) => (query.kind === "jaeger" ? [] : [query.expr]));
}

export const exprsOf = (make: DashboardOf, id: number, config = DEFAULTS) =>
  (panel(make, id, config).targets ?? []).map(({ expr }) => expr ?? "");

export function variables(make: DashboardOf, config = DEFAULTS): ReadonlyMap<string, VariableJson> {
  const { templating } = render(make(config), config) as unknown as {
    readonly templating: { readonly list: readonly VariableJson[] };
  };
  return new Map(templating.list.map((variable) => [variable.name, variable]));
}
