import type { Dashboard } from "../dashboards/rendered.ts";

/** Asks a datasource for the values of a label of the series, or streams, of a selector. */
export type LabelValues = (type: string, selector: string, label: string) => Promise<readonly string[]>;

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly definition?: string;
  readonly query?: string;
  readonly datasource?: { readonly type: string };
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly current?: { readonly value?: unknown };
}

/**
 * What a dashboard's variables hold when somebody opens it: all where all is offered, else what is chosen in its JSON, else
 * the first of what the datasource answers.
 */
export async function defaultsOf(
  { json }: Dashboard,
  ask: LabelValues,
): Promise<Readonly<Record<string, string>>> {
  const values: Record<string, string> = {};
  for (const variable of (json["templating"] as { readonly list: readonly Variable[] }).list) {
    values[variable.name] = await valueNow(variable, values, ask);
  }
  return values;
}

async function valueNow(
  { allValue, current, datasource, definition, includeAll, name, query, type }: Variable,
  before: Readonly<Record<string, string>>,
  ask: LabelValues,
): Promise<string> {
  switch (type) {
    case "query": {
      const [, selector, label] = /^label_values\((.+), (\w+)\)$/s.exec(definition ?? "") ?? [];
      if (selector === undefined || label === undefined) throw new Error(`${name}: ${definition}`);
      const values = await ask(datasource!.type, filled(selector, before), label);
      if (values.length === 0) throw new Error(`the variable ${name} offers nothing: ${definition}`);
      return includeAll === true ? allValue! : values[0]!;
    }
    case "custom":
      return includeAll === true ? allValue! : filled(query!.split(",")[0]!, before);
    case "textbox":
      return "";
    default:
      return String(current?.value ?? query ?? "");
  }
}

/** Puts values where a text says `$name` or `${name}`. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (whole, braced: string | undefined, plain: string | undefined) => {
      const name = braced ?? plain!;
      return name in values ? values[name]! : whole;
    },
  );
}
