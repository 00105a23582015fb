import type { BadInput } from "./bad-input.ts";

const search = { uid: "search", name: "Search", type: "elasticsearch", url: "https://search.corp.io" };
const datasource = (more: object) => ({ grafana: { datasources: [{ ...search, ...more }] } });
const HEADER = { httpHeaderName1: "X-Api-Key" };

/** Headers without values, passwords without users, secrets deep in settings. */
export const datasourceInputs: readonly BadInput[] = [
  {
    name: "the UID of Grafana's own",
    values: datasource({ uid: "grafana" }),
    problems: [
      'lookout:grafana.datasources[0].uid: "grafana" is a UID that Grafana keeps for itself: choose another',
    ],
  },
  {
    name: "a header without a value",
    values: datasource({ jsonData: HEADER }),
    problems: [
      'lookout:grafana.datasources[0].jsonData["httpHeaderName1"]: names a header without a value: name httpHeaderValue1 in secrets',
    ],
  },
  {
    name: "the value of no header",
    values: datasource({ jsonData: HEADER, secrets: ["httpHeaderValue1", "httpHeaderValue2"] }),
    problems: [
      "lookout:grafana.datasources[0].secrets[1]: is the value of no header: name it in jsonData, by httpHeaderName2",
    ],
  },
  {
    name: "headers of one name, and of none",
    values: datasource({
      jsonData: { ...HEADER, httpHeaderName2: "x-api-key", httpHeaderName3: 3, httpHeaderName: "X-Tenant" },
      secrets: ["httpHeaderValue1", "httpHeaderValue2", "httpHeaderValue3"],
    }),
    problems: [
      'lookout:grafana.datasources[0].jsonData["httpHeaderName2"]: is a duplicate: a header has one value',
      'lookout:grafana.datasources[0].jsonData["httpHeaderName3"]: names no header: write httpHeaderName1: "X-Api-Key"',
      'lookout:grafana.datasources[0].jsonData["httpHeaderName"]: names no header: write httpHeaderName1: "X-Api-Key"',
    ],
  },
  {
    name: "headers by team",
    values: datasource({ jsonData: { teamHttpHeaders: {} } }),
    problems: [
      'lookout:grafana.datasources[0].jsonData["teamHttpHeaders"]: is of Grafana Enterprise, which this is not',
    ],
  },
  {
    name: "a password of nobody",
    values: datasource({ secrets: ["basicAuthPassword"] }),
    problems: ["lookout:grafana.datasources[0].user: is missing: basicAuthPassword is the password of whom?"],
  },
  {
    name: "a secret field twice",
    values: datasource({ secrets: ["apiKey", "apiKey"] }),
    problems: ['lookout:grafana.datasources[0].secrets[1]: "apiKey" is a duplicate: names are unique'],
  },
  {
    name: "secrets deep in the settings",
    values: datasource({
      jsonData: { login: { token: "t" }, dsn: "postgres://reader:p@db.corp.io/books", tls: { skip: true } },
    }),
    problems: [
      "lookout:grafana.datasources[0].jsonData.login.token: is a secret in plain text: name the field in secrets",
      "lookout:grafana.datasources[0].jsonData.dsn: holds a password in plain text: a URL is no place for one",
    ],
  },
];
