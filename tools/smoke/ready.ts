import { objectName } from "../../components/runtime/docker/names.ts";
import type { Config } from "../../config/config.ts";
import { LOCAL_PORTS } from "../../model/local-ports.ts";
import { workloads } from "../../systems/index.ts";
import { ToolError } from "../call/tool-error.ts";
import { ENDPOINTS, type EndpointName, endpointOf } from "../reach/endpoints.ts";
import type { Reached } from "../reach/reach.ts";
import type { Checklist, Step } from "./checklist.ts";
import type { Clock } from "./clock.ts";
import { ask, saidBy } from "./web.ts";

/** How a system is found. */
export type Way = (name: EndpointName) => Promise<Reached>;

/** The endpoints that tell of readiness: every one but that which only takes signals. */
const TELLING = (Object.keys(ENDPOINTS) as EndpointName[]).filter((name) => name !== "otlpHttp");

/** Each system of the stack says, by the endpoint that its pods' readiness is judged by, that it is ready. */
export function readyChecks(
  list: Checklist,
  config: Config,
  way: Way,
  clock: Clock,
): ReadonlyMap<EndpointName, Step<string>> {
  const paths = readyPaths(config);
  return new Map(
    TELLING.flatMap((name) => {
      const path = paths.get(name);
      return path === undefined ? [] : [[name, readyCheck(list, config, name, path, way, clock)] as const];
    }),
  );
}

function readyCheck(
  list: Checklist,
  config: Config,
  name: EndpointName,
  path: string,
  way: Way,
  clock: Clock,
): Step<string> {
  return list.step(partOf(name), "is ready", [], howToLook(name, config), async () => {
    const { url } = await way(name);
    const answer = await ask(`${url}${path}`, clock);
    if (answer.status !== 200) throw new ToolError(`it is not ready: ${saidBy(answer)}`);
    return { says: "ready", value: url };
  });
}

/** Where each endpoint of the stack tells that it is ready; Grafana's without the path that it is served under. */
function readyPaths(config: Config): ReadonlyMap<EndpointName, string> {
  const all = workloads(config, { names: [], files: {} });
  return new Map(
    TELLING.flatMap((name) => {
      const workload = all.find((each) => each.name === LOCAL_PORTS[name].workload);
      if (workload === undefined) return [];
      const { path } = workload.probes.readiness;
      const base = endpointOf(name).path?.(config) ?? "";
      return [[name, path.startsWith(base) ? path.slice(base.length) : path] as const];
    }),
  );
}

/** As the table calls a system. */
export function partOf(name: EndpointName): string {
  return LOCAL_PORTS[name].workload;
}

function howToLook(name: EndpointName, config: Config): string {
  const { target } = config;
  const { variable } = endpointOf(name);
  const { workload } = LOCAL_PORTS[name];
  const look =
    target.kind === "docker"
      ? `docker logs ${objectName(config, workload)}`
      : `kubectl${target.context === undefined ? "" : ` --context ${target.context}`} -n ${target.namespace} describe pods -l app.kubernetes.io/name=${workload}`;
  return `\`${look}\`; if it is elsewhere, set ${variable}`;
}
