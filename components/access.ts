import type { Config, DockerTarget, KubernetesTarget } from "../config/config.ts";
import { localPortOf } from "../model/local-ports.ts";
import type { WorkloadName } from "../model/names.ts";
import { PORTS } from "../model/ports.ts";
import type { Workload } from "../model/workload.ts";

/** How people get to what a stack deploys. */
export interface Access {
  /** Where Grafana is, for browsers. */
  readonly grafana: string;
  /** What to type for the administrator's password. */
  readonly login: string;
  /** System → command that forwards its port to this machine. */
  readonly forward: Readonly<Record<string, string>>;
  /** System → its page, where no forward is needed. */
  readonly pages?: Readonly<Record<string, string>>;
  /** Where services send OTLP. */
  readonly otlp: { readonly grpc: string; readonly http: string };
}

/** Systems with a page that people look at. */
const PAGES: Readonly<Partial<Record<WorkloadName, number>>> = {
  grafana: PORTS.grafana.http,
  prometheus: PORTS.prometheus.http,
  alertmanager: PORTS.alertmanager.http,
  jaeger: PORTS.jaeger.query,
  demo: PORTS.demo.gateway,
};

export function accessTo(config: Config, stack: readonly Workload[]): Access {
  const { grafana, target } = config;
  const login = `user ${grafana.adminUser}, password: pulumi stack output adminPassword --show-secrets --stack ${config.stack}`;
  const way =
    target.kind === "docker" ? onThisMachine(target, stack) : inCluster(config.stack, target, stack);
  return { grafana: grafana.url.href, login, ...way };
}

type Way = Pick<Access, "forward" | "otlp" | "pages">;

function inCluster(name: string, { namespace }: KubernetesTarget, stack: readonly Workload[]): Way {
  const host = `collector.${namespace}.svc`;
  const forward = stack.flatMap(({ name: system }) =>
    PAGES[system] === undefined ? [] : [[system, `npm run forward -- ${system} --stack ${name}`] as const],
  );
  return {
    forward: Object.fromEntries(forward),
    otlp: {
      grpc: `http://${host}:${PORTS.collector.otlpGrpc}`,
      http: `http://${host}:${PORTS.collector.otlpHttp}`,
    },
  };
}

function onThisMachine({ ports }: DockerTarget, stack: readonly Workload[]): Way {
  const pages = stack.flatMap(({ name, ports: own }) => {
    const page = own.find(({ port }) => port === PAGES[name]);
    const local = page === undefined ? undefined : localPortOf(name, page.name);
    return local === undefined ? [] : [[name, `http://localhost:${ports[local]}`] as const];
  });
  return {
    forward: {},
    pages: Object.fromEntries(pages),
    otlp: { grpc: `http://localhost:${ports.otlpGrpc}`, http: `http://localhost:${ports.otlpHttp}` },
  };
}
