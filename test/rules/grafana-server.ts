import { randomUUID } from "node:crypto";
import type { GrafanaNode, GrafanaRule } from "../../rules/grafana-alert.ts";

/** Where a Grafana is that tests may fill, as the environment says. */
export interface GrafanaAddress {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  /** `user:password` of an administrator. */
  readonly auth: string;
}

/** A rule as Grafana sees it after an evaluation. */
export interface RuleState {
  readonly title: string;
  readonly health: "ok" | "nodata" | "error";
  /** Empty when there is none. */
  readonly lastError: string;
  /** Whether it was evaluated since it was loaded. */
  readonly evaluated: boolean;
  readonly alerts: readonly AlertState[];
}

/** A set of labels that a rule has seen. */
export interface AlertState {
  /** Such as `Normal`, `Pending`, `Alerting` or `Alerting (Error, KeepLast)`. */
  readonly state: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly activeAt: string;
}

/** A folder and a datasource of a test's own in a real Grafana. */
export interface TestGrafana {
  /** Between evaluations, seconds: as quick as the server allows. */
  readonly interval: number;
  /** Loads a group of rules, every `interval` seconds unless said otherwise. Rejects when Grafana refuses it. */
  load(name: string, rules: readonly GrafanaRule[], interval?: number): Promise<void>;
  /** What became of all rules that were loaded. */
  states(): Promise<readonly RuleState[]>;
  /** From now on Prometheus is at another address. */
  readFrom(prometheus: string): Promise<void>;
  /** Removes all that was made. */
  close(): Promise<void>;
}

/** What `GRAFANA_TEST_URL` and `GRAFANA_TEST_AUTH` say. */
export function grafanaAddress(): GrafanaAddress | undefined {
  const { GRAFANA_TEST_AUTH: auth = "admin:admin", GRAFANA_TEST_URL: url } = process.env;
  return url === undefined || url === "" ? undefined : { url: url.replace(/\/$/, ""), auth };
}

/** Makes a datasource for a Prometheus, and a folder for rules. */
export async function openGrafana(address: GrafanaAddress, prometheus: string): Promise<TestGrafana> {
  const call = caller(address);
  const id = `test-${randomUUID().slice(0, 8)}`;
  const datasource = (url: string) => {
    const of = { type: "prometheus", access: "proxy", jsonData: { httpMethod: "POST" } };
    return { uid: id, name: id, url, ...of };
  };
  const close = async () => {
    const paths = [`folders/${id}?forceDeleteRules=true`, `datasources/uid/${id}`];
    const results = await Promise.allSettled(paths.map((path) => call("DELETE", path)));
    const failed = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    if (failed.length > 0) throw new AggregateError(failed, `could not remove ${id} from Grafana`);
  };
  let loaded = 0;
  const load = async (title: string, rules: readonly GrafanaRule[], interval: number) => {
    const path = `v1/provisioning/folder/${id}/rule-groups/${encodeURIComponent(title)}`;
    // A rule whose uid is taken would be moved here, from wherever it is.
    const own = rules.map((rule) => ({ ...readingFrom(id, rule), uid: `${id}-${loaded++}` }));
    await call("PUT", path, { title, folderUid: id, interval, rules: own });
  };
  try {
    await call("POST", "datasources", datasource(prometheus));
    await call("POST", "folders", { uid: id, title: id });
    const interval = await load("quick", [], 1).then(
      () => 1,
      () => 10,
    );
    return {
      interval,
      load: (name, rules, every = interval) => load(name, rules, every),
      states: async () => statesIn(await call("GET", `prometheus/grafana/api/v1/rules?folder_uid=${id}`)),
      readFrom: (url) => call("PUT", `datasources/uid/${id}`, datasource(url)).then(() => undefined),
      close,
    };
  } catch (error) {
    await close().catch(() => {}); // why it could not be opened says more
    throw error;
  }
}

type Call = (method: string, path: string, body?: object) => Promise<unknown>;

function caller({ auth, url }: GrafanaAddress): Call {
  const headers = {
    authorization: `Basic ${Buffer.from(auth).toString("base64")}`,
    "content-type": "application/json",
  };
  return async (method, path, body) => {
    const response = await fetch(`${url}/api/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Grafana: ${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
    return text === "" ? undefined : JSON.parse(text);
  };
}

/** The rule with its queries sent to another datasource. */
function readingFrom(uid: string, rule: GrafanaRule): GrafanaRule {
  const redirected = (node: GrafanaNode) =>
    node.datasourceUid === "prometheus" ? { ...node, datasourceUid: uid } : node;
  return { ...rule, data: rule.data.map(redirected) };
}

interface Answer {
  readonly data: { readonly groups: readonly { readonly rules: readonly Rule[] }[] };
}

interface Rule {
  readonly name: string;
  readonly health: RuleState["health"];
  readonly lastError?: string;
  readonly lastEvaluation: string;
  readonly alerts?: readonly AlertState[];
}

function statesIn(answer: unknown): readonly RuleState[] {
  const rules = (answer as Answer).data.groups.flatMap((group) => group.rules);
  return rules.map(({ alerts = [], health, lastError = "", lastEvaluation, name }) => {
    // The moment before the first evaluation is the first year's beginning.
    return { title: name, health, lastError, evaluated: !lastEvaluation.startsWith("0001"), alerts };
  });
}
