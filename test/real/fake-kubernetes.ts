import { createServer } from "node:http";
import { listening } from "./listening.ts";

/** A pod as discovery reads it. */
export interface FakePod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Of 127.0.0.1. */
  readonly port: number;
}

export interface FakeKubernetesOptions {
  readonly port: number;
  readonly node: string;
  /** Of 127.0.0.1: where the node's kubelet answers. */
  readonly kubeletPort: number;
  readonly pods: readonly FakePod[];
}

/** A Kubernetes API that knows one node and its pods, which never change: what Prometheus' discovery asks for. */
export async function startFakeKubernetes(options: FakeKubernetesOptions): Promise<{ stop(): void }> {
  const { kubeletPort, node, pods, port } = options;
  const lists: Readonly<Record<string, object>> = {
    nodes: list("v1", "NodeList", [nodeOf(node, kubeletPort)]),
    pods: list(
      "v1",
      "PodList",
      pods.map((pod) => podOf(pod, node)),
    ),
    services: list("v1", "ServiceList", []),
    endpointslices: list("discovery.k8s.io/v1", "EndpointSliceList", []),
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://any");
    const [, namespace, kind = ""] = /^\/apis?\/.+?(?:\/namespaces\/([^/]+))?\/(\w+)$/.exec(pathname) ?? [];
    const found = lists[kind] as { readonly items: readonly Item[] } | undefined;
    const isWatch = searchParams.has("watch");
    // Lists that come as a watch are an option of newer servers: a client that is refused lists as ever.
    const refused = found === undefined || searchParams.has("sendInitialEvents");
    response.writeHead(refused ? 422 : 200, { "content-type": "application/json" });
    if (refused) {
      response.end(
        JSON.stringify({ kind: "Status", apiVersion: "v1", status: "Failure", reason: "Invalid", code: 422 }),
      );
      return;
    }
    if (isWatch) {
      response.flushHeaders(); // nothing ever happens
      return;
    }
    const items = found.items.filter(
      ({ metadata }) => namespace === undefined || metadata.namespace === namespace,
    );
    response.end(JSON.stringify({ ...found, items }));
  });
  return listening(server, port);
}

interface Item {
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

const list = (apiVersion: string, kind: string, items: readonly Item[]) => ({
  apiVersion,
  kind,
  metadata: { resourceVersion: "1" },
  items,
});

function nodeOf(name: string, Port: number): Item {
  const status = {
    addresses: [{ type: "InternalIP", address: "127.0.0.1" }],
    daemonEndpoints: { kubeletEndpoint: { Port } },
  };
  return { metadata: { name }, status } as Item;
}

function podOf({ annotations = {}, labels, name, namespace, port }: FakePod, nodeName: string): Item {
  const container = { name, image: "any", ports: [{ containerPort: port, protocol: "TCP" }] };
  return {
    metadata: { name, namespace, labels, annotations, uid: name },
    spec: { nodeName, containers: [container] },
    status: { phase: "Running", podIP: "127.0.0.1", hostIP: "127.0.0.1" },
  } as Item;
}
