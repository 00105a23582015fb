import type { Config } from "../../config/config.ts";
import { isObject } from "../../config/dashboards/json.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Access, Environment } from "../grafana/access.ts";
import { type Answer, ask, refusal, saidIn } from "../grafana/api.ts";
import { credentials } from "../reach/grafana.ts";
import { reach } from "../reach/reach.ts";

/**
 * Who tells people of a stack's alerts: Grafana's own Alertmanager, or Alertmanager. Both speak version 2 of its API.
 * Source: https://github.com/prometheus/alertmanager/blob/v0.34.0/api/v2/openapi.yaml
 */
export interface Teller {
  /** As people call it. */
  readonly title: string;
  /**
   * @param path behind `/api/v2`.
   * @throws ToolError when it does not answer, or lets us not in.
   */
  readonly ask: (method: "GET" | "POST" | "DELETE", path: string, content?: object) => Promise<Answer>;
  /** @throws ToolError with what it said. */
  readonly refuse: (answer: Answer, what: string) => never;
  /** Grafana's whole API; undefined where Alertmanager tells. */
  readonly grafana: Access | undefined;
  /** Without a slash at its end. */
  readonly url: string;
  readonly close: () => void;
}

/** Where Grafana's API has the one of its own alerts. */
const WITHIN_GRAFANA = "/api/alertmanager/grafana";

/** @throws ToolError when there is no way there, or nobody who asks. */
export async function tellerOf(config: Config, environment: Environment): Promise<Teller> {
  const isGrafana = config.alerting.engine === "grafana";
  const title = isGrafana ? "Grafana" : "Alertmanager";
  const authorization = isGrafana ? await credentials(config, environment) : undefined;
  const { close, url } = await reach(isGrafana ? "grafana" : "alertmanager", config, environment);
  const access = { url, authorization };
  const base = isGrafana ? WITHIN_GRAFANA : "";
  return {
    title,
    url,
    close,
    grafana: isGrafana ? access : undefined,
    ask: (method, path, content) =>
      ask(method, `${base}/api/v2${path}`, access, { title, ...(content !== undefined && { content }) }),
    refuse: (answer, what) => {
      if (isGrafana && (answer.status === 401 || answer.status === 403))
        throw new ToolError(refusal(answer, what, access, "the role Editor"));
      throw new ToolError(`${title} at ${url} answers with status ${answer.status}${said(answer.content)}`);
    },
  };
}

/** Alertmanager says what is wrong as a bare text, Grafana in a message. */
function said(content: unknown): string {
  return typeof content === "string" ? `: ${content}` : saidIn(isObject(content) ? content : undefined);
}
