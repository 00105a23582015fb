import {
  type ConfigurationOptions,
  CoreV1Api,
  type KubeConfig,
  Observable,
  type V1Pod,
} from "@kubernetes/client-node";
import { Fault, reasonOf } from "./fault.ts";
import { loadKubeConfig } from "./kubeconfig.ts";
import { type Listeners, openTunnel, type Tunnel } from "./tunnel.ts";

/** Where the pods are that a forward ends at. */
export interface PodPort {
  /** What runs there, as people call it: `Grafana`. */
  readonly system: string;
  /** Context of the kubeconfig; the current one when left out. */
  readonly context?: string | undefined;
  readonly namespace: string;
  /** Labels that choose the pods. */
  readonly labels: Readonly<Record<string, string>>;
  readonly podPort: number;
}

export interface Cluster {
  /** @throws Fault */
  readonly dial: (listeners: Listeners) => Promise<Tunnel>;
}

const ANSWER_MILLISECONDS = 10_000;
const CLOSE_MILLISECONDS = 1_000;
/** How long a list of pods is believed: many connections come at once. */
const FRESH_MILLISECONDS = 1_000;

/** @throws Fault when no kubeconfig can be read. */
export function clusterOf(place: PodPort): Cluster {
  const config = impatient(loadKubeConfig(place.context));
  const pods = cached(() => readyPods(config, place));
  return {
    dial: async (listeners) => {
      const ready = await pods.get();
      const name = ready[Math.floor(Math.random() * ready.length)]!;
      const path = `/api/v1/namespaces/${place.namespace}/pods/${name}/portforward?ports=${place.podPort}`;
      try {
        return await openTunnel(config, path, listeners);
      } catch (error) {
        pods.forget();
        throw tunnelFault(error, name, config, place);
      }
    },
  };
}

/**
 * Web sockets of this client wait minutes for a server that is silent, and keep the program alive meanwhile.
 * Source: the options of https://github.com/websockets/ws/blob/master/doc/ws.md#new-websocketaddress-protocols-options
 */
function impatient(config: KubeConfig): KubeConfig {
  const apply = config.applyToHTTPSOptions.bind(config);
  config.applyToHTTPSOptions = async (options) => {
    await apply(options);
    Object.assign(options, { handshakeTimeout: ANSWER_MILLISECONDS, closeTimeout: CLOSE_MILLISECONDS });
  };
  return config;
}

/** So do its requests. */
const impatiently = (): ConfigurationOptions => ({
  middleware: [
    {
      pre: (request) => {
        request.setSignal(AbortSignal.timeout(ANSWER_MILLISECONDS));
        return new Observable(Promise.resolve(request));
      },
      post: (response) => new Observable(Promise.resolve(response)),
    },
  ],
  middlewareMergeStrategy: "append",
});

/** @throws Fault when there is none. */
async function readyPods(
  config: KubeConfig,
  { labels, namespace, system }: PodPort,
): Promise<readonly string[]> {
  const labelSelector = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
  const { items } = await config
    .makeApiClient(CoreV1Api)
    .listNamespacedPod({ namespace, labelSelector }, impatiently())
    .catch((error: unknown) => {
      throw listFault(error, config, namespace);
    });
  const ready = items.filter(isReady).map(({ metadata }) => metadata?.name ?? "");
  if (ready.length > 0) return ready;
  const found = items.map(({ metadata, status }) => `${metadata?.name} is ${status?.phase}, not ready`);
  const all = found.length === 0 ? `none has the labels ${labelSelector}` : found.join("; ");
  throw new Fault(`no pod of ${system} is ready in namespace ${namespace}: ${all}`, { passing: true });
}

function isReady({ metadata, status }: V1Pod): boolean {
  const conditions = status?.conditions ?? [];
  return (
    metadata?.deletionTimestamp === undefined &&
    conditions.some(({ status, type }) => type === "Ready" && status === "True")
  );
}

function listFault(error: unknown, config: KubeConfig, namespace: string): Fault {
  const { code } = error as { readonly code?: unknown };
  if (code === 401) return refused(config);
  if (code === 403) return forbidden(config, namespace, "list of pods");
  const status = typeof code === "number" ? `answers ${code}` : `cannot be reached: ${reasonOf(error)}`;
  return new Fault(`${apiServerOf(config)} ${status}`, { passing: true });
}

/** A failed handshake tells its status in its text alone: `Unexpected server response: 403`. */
function tunnelFault(
  error: unknown,
  pod: string,
  config: KubeConfig,
  { namespace, podPort }: PodPort,
): Fault {
  const reason = reasonOf((error as { readonly error?: unknown }).error ?? error);
  const status = /server response: (\d+)/.exec(reason)?.[1];
  if (status === "401") return refused(config);
  if (status === "403") return forbidden(config, namespace, "get and create of pods/portforward");
  return new Fault(`port ${podPort} of pod ${pod} in namespace ${namespace} cannot be dialled: ${reason}`, {
    passing: true,
  });
}

function apiServerOf(config: KubeConfig): string {
  return `the API server of context ${config.getCurrentContext()}`;
}

const refused = (config: KubeConfig) =>
  new Fault(`${apiServerOf(config)} refuses the credentials of the kubeconfig (401)`, { passing: false });

const forbidden = (config: KubeConfig, namespace: string, what: string) =>
  new Fault(`${apiServerOf(config)} forbids it (403): a role must allow ${what} in namespace ${namespace}`, {
    passing: false,
  });

/** One question at a time; its answer counts for a while, a failure not at all. */
function cached<T>(ask: () => Promise<T>): { readonly get: () => Promise<T>; readonly forget: () => void } {
  let answer: { readonly value: Promise<T>; until: number } | undefined;
  const forget = () => {
    answer = undefined;
  };
  return {
    forget,
    get: () => {
      if (answer !== undefined && Date.now() < answer.until) return answer.value;
      const asked = { value: ask(), until: Number.POSITIVE_INFINITY };
      answer = asked;
      asked.value.then(
        () => {
          asked.until = Date.now() + FRESH_MILLISECONDS;
        },
        () => {
          if (answer === asked) forget();
        },
      );
      return asked.value;
    },
  };
}
