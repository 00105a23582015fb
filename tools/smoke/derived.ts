import { isObject, type Json } from "../../config/dashboards/json.ts";
import type { Row } from "./query.ts";

/**
 * What Grafana reads out of a line by a derived field; undefined when that is nothing.
 * Source: https://github.com/grafana/grafana/blob/v12.4.0/public/app/plugins/datasource/loki/getDerivedFields.ts
 */
export function derived({ matcherRegex, matcherType }: Json, row: Row): unknown {
  const expression = new RegExp(String(matcherRegex));
  if (matcherType !== "label") return expression.exec(String(row["Line"]))?.[1];
  const labels = isObject(row["labels"]) ? row["labels"] : {};
  const name = Object.keys(labels).find((each) => expression.test(each));
  return name === undefined ? undefined : labels[name];
}
