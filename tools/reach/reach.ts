import type { AddressInfo } from "node:net";
import type { Config } from "../../config/config.ts";
import { selectorLabels } from "../../model/labels.ts";
import { LOCAL_PORTS } from "../../model/local-ports.ts";
import { openForward } from "../forward/kubernetes.ts";
import { type Environment, serverUrl } from "../grafana/access.ts";
import { type EndpointName, endpointOf } from "./endpoints.ts";

/** A system that can be asked. */
export interface Reached {
  /** Without a slash at its end; may have a path. */
  readonly url: string;
  /** Ends what was opened for it. */
  readonly close: () => void;
}

const NOTHING_OPENED = () => {};

/**
 * Finds a system of a stack: where the environment says, else at its port on Docker, else by a forward of its own to a
 * ready pod, on a port that happens to be free. Grafana also by its address, where `grafana.reach` is `url`.
 *
 * @throws ToolError when there is no way there.
 */
export async function reach(name: EndpointName, config: Config, environment: Environment): Promise<Reached> {
  const { path, port, title, variable } = endpointOf(name);
  const given = environment[variable] ?? "";
  if (given !== "") return { url: serverUrl(variable, given, title), close: NOTHING_OPENED };
  const { grafana, target } = config;
  if (name === "grafana" && grafana.reach === "url")
    return { url: grafana.url.href.replace(/\/+$/, ""), close: NOTHING_OPENED };
  const base = path?.(config) ?? "";
  if (target.kind === "docker")
    return { url: `http://127.0.0.1:${target.ports[name]}${base}`, close: NOTHING_OPENED };
  const { context, namespace } = target;
  const labels = selectorLabels(LOCAL_PORTS[name].workload);
  // Whoever asks is told of what fails by the answer.
  const server = await openForward(0, { system: title, context, namespace, labels, podPort: port }, () => {});
  const local = (server.address() as AddressInfo).port;
  return { url: `http://127.0.0.1:${local}${base}`, close: () => server.close() };
}
