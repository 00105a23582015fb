import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  CustomVariableBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  VariableHide,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { DatasourceNames, DatasourceType } from "./queries/query.ts";

/** What people choose from at the top of a dashboard. */
export interface Variable {
  readonly name: string;
  /** As people read it. */
  readonly label: string;
  /**
   * Where the values come from: `label_values(<selector>, <label>)`. It may name variables before it, so that choices
   * narrow down.
   */
  readonly values: string;
  /** `list`: `values` are the choices themselves, with commas between. `text`: people write it, beginning with `values`. */
  readonly kind?: "list" | "text";
  readonly datasource?: "prometheus" | "loki";
  /** What "All" stands for in regular expressions. Default: `.*`, which also matches series without the label. */
  readonly all?: string;
  /** One value at a time, the first to begin with. */
  readonly single?: boolean;
  /** Of a list that nobody chooses from: it follows from other variables. */
  readonly hidden?: boolean;
  /** Where several are sensible, which one a dashboard begins with instead of All. */
  readonly initial?: string;
}

export const variableName = (type: DatasourceType) => `${type}_datasource`;

/**
 * The variable for each system, by the names that Grafana's dashboard linter wants. Where a dashboard asks but one, it
 * also takes `datasource`: links that keep variables would carry Prometheus' to a dashboard of Loki's.
 */
export const DATASOURCE_NAMES: DatasourceNames = {
  prometheus: `\${${variableName("prometheus")}}`,
  loki: `\${${variableName("loki")}}`,
  jaeger: `\${${variableName("jaeger")}}`,
};

const TITLES = { prometheus: "Prometheus", loki: "Loki", jaeger: "Jaeger" } as const;

/** Begins with the stack's own, whatever other datasources there are. */
export function datasourceVariables(types: readonly DatasourceType[]): readonly Builder<VariableModel>[] {
  return types.map((type) =>
    new DatasourceVariableBuilder(variableName(type))
      .type(type)
      .label(`${TITLES[type]} data source`)
      // Its value says it already, and takes a third of the space.
      .hide(VariableHide.HideLabel)
      .multi(false)
      .includeAll(false)
      .current({ selected: true, text: TITLES[type], value: type }),
  );
}

export function variableBuilder(variable: Variable, names: DatasourceNames): Builder<VariableModel> {
  const { hidden = false, kind, label, name, values } = variable;
  if (kind === "list") return hidden ? hiddenBuilder(listBuilder(variable)) : listBuilder(variable);
  if (kind === "text") return new TextBoxVariableBuilder(name).label(label).defaultValue(values);
  return queryVariableBuilder(variable, names);
}

function listBuilder({ all = ".*", label, name, single = false, values }: Variable): CustomVariableBuilder {
  const [first = ""] = values.split(",");
  const builder = new CustomVariableBuilder(name).label(label).values(values).multi(!single);
  if (single) return builder.current({ selected: true, text: first, value: first });
  return builder
    .includeAll(true)
    .allValue(all)
    .current({ selected: true, text: ["All"], value: ["$__all"] });
}

/** An address that sets it would hold on to what it was; the SDK knows no way without. */
const hiddenBuilder = (builder: CustomVariableBuilder): Builder<VariableModel> => ({
  build: () => ({ ...builder.hide(VariableHide.HideVariable).build(), skipUrlSync: true }),
});

function queryVariableBuilder(variable: Variable, names: DatasourceNames): Builder<VariableModel> {
  const { all = ".*", datasource = "prometheus", initial, label, name, single = false, values } = variable;
  const builder = new QueryVariableBuilder(name)
    .label(label)
    .datasource({ type: datasource, uid: names[datasource] })
    .query(datasource === "loki" ? lokiQuery(values, name) : { query: values, refId: name })
    .definition(values)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalCaseInsensitiveAsc)
    .multi(!single)
    .includeAll(!single);
  if (initial !== undefined) builder.current({ selected: true, text: initial, value: initial });
  if (single) return builder;
  if (initial === undefined) builder.current({ selected: true, text: ["All"], value: ["$__all"] });
  return builder.allValue(all);
}

/**
 * Loki's variable editor has fields instead of a function.
 * Source: public/app/plugins/datasource/loki/types.ts of Grafana 12.4, LokiVariableQuery
 */
function lokiQuery(values: string, refId: string): Record<string, unknown> {
  const [, stream = "", label = ""] = /^label_values\((\{.*\}), (\w+)\)$/.exec(values) ?? [];
  return { refId, type: 1, label, stream };
}
