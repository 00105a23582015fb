import { DATASOURCES } from "../../model/datasources.ts";
import { PORTS } from "../../model/ports.ts";
import { type Datasource, TIMEOUT_SECONDS, urlOf } from "./datasource.ts";
import { DERIVED_FIELDS, derivedField } from "./derived-fields.ts";

/** Loki, whose lines lead to their traces, to their requests and to their service's metrics. */
export function loki(): Datasource {
  return {
    ...DATASOURCES.loki,
    url: urlOf("loki", PORTS.loki.http),
    isDefault: false,
    jsonData: {
      // Lines of one query. A text, as Grafana's own form writes it.
      maxLines: "1000",
      timeout: TIMEOUT_SECONDS,
      // It evaluates no rules: nobody need ask it for any.
      manageAlerts: false,
      derivedFields: DERIVED_FIELDS.map(derivedField),
    },
    secrets: {},
  };
}
