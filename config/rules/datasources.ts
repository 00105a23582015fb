import { valueOfHeader } from "../../model/http-headers.ts";
import type { Config } from "../config.ts";
import type { Problem } from "../problem.ts";
import { duplicates, problemIf, type Rule } from "./rule.ts";

/** Secret with the password of HTTP's basic authentication, whatever the plugin. */
const BASIC_AUTH = "basicAuthPassword";

type Named = Config["grafana"]["datasources"][number];

/** Of those that are in every Grafana: what names them would lead there. */
const RESERVED: readonly string[] = ["grafana", "__expr__", "-100"];

/** What the datasources of a stack's own say of themselves, beyond their names. */
export const datasourceRules: readonly Rule[] = [
  {
    reads: ["grafana.datasources"],
    check: ({ grafana: { datasources } }) =>
      datasources.flatMap(({ uid }, index) =>
        problemIf(
          RESERVED.includes(uid),
          `grafana.datasources[${index}].uid`,
          uid,
          "is a UID that Grafana keeps for itself: choose another",
        ),
      ),
  },
  {
    reads: ["grafana.datasources"],
    check: ({ grafana: { datasources } }) =>
      datasources.flatMap(({ secrets }, index) =>
        duplicates(`grafana.datasources[${index}].secrets`, "", secrets),
      ),
  },
  {
    reads: ["grafana.datasources"],
    check: ({ grafana: { datasources } }) =>
      datasources.flatMap((each, index) => [
        ...passwordOfNobody(each, `grafana.datasources[${index}]`),
        ...headers(each, `grafana.datasources[${index}]`),
      ]),
  },
];

/** Without a user, Grafana sends no password either. */
function passwordOfNobody({ secrets, user }: Named, path: string): readonly Problem[] {
  return secrets.includes(BASIC_AUTH) && user === undefined
    ? [{ path: `${path}.user`, message: `is missing: ${BASIC_AUTH} is the password of whom?` }]
    : [];
}

/** Grafana's provider takes a header as one thing, and refuses anything else of these names. */
function headers({ jsonData, secrets }: Named, path: string): readonly Problem[] {
  const at = (key: string) => `${path}.jsonData["${key}"]`;
  const named = Object.keys(jsonData).filter((key) => key.startsWith("httpHeaderName"));
  const values = named.map(valueOfHeader);
  const taken = new Set<string>();
  return [
    ...named.flatMap((key) => {
      const [name, value] = [jsonData[key], valueOfHeader(key)];
      if (typeof name !== "string" || name === "" || value === undefined)
        return [{ path: at(key), message: 'names no header: write httpHeaderName1: "X-Api-Key"' }];
      if (!secrets.includes(value))
        return [{ path: at(key), message: `names a header without a value: name ${value} in secrets` }];
      const isTaken = taken.has(name.toLowerCase());
      taken.add(name.toLowerCase());
      return isTaken ? [{ path: at(key), message: "is a duplicate: a header has one value" }] : [];
    }),
    ...secrets.flatMap((field, index) =>
      field.startsWith("httpHeaderValue") && !values.includes(field)
        ? [
            {
              path: `${path}.secrets[${index}]`,
              message: `is the value of no header: name it in jsonData, by ${field.replace("Value", "Name")}`,
            },
          ]
        : [],
    ),
    ...("teamHttpHeaders" in jsonData
      ? [{ path: at("teamHttpHeaders"), message: "is of Grafana Enterprise, which this is not" }]
      : []),
  ];
}
