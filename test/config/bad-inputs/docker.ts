import type { BadInput } from "./bad-input.ts";

const target = { kind: "docker" };

/** What one machine without a cluster cannot have. */
export const docker: readonly BadInput[] = [
  ...["prometheus", "alertmanager", "collector"].map((system) => ({
    name: `replicas of ${system} on Docker`,
    values: { target, [system]: { replicas: 2 } },
    problems: [`lookout:${system}.replicas: 2 is for clusters: on Docker each system runs once`],
  })),
  {
    name: "an ingress on Docker",
    values: {
      target,
      grafana: {
        url: "https://grafana.corp.io",
        ingress: { className: "nginx", tls: { kind: "secret", name: "tls" } },
      },
      network: { ingressNamespace: "ingress-nginx" },
    },
    problems: [
      'lookout:grafana.ingress: "nginx" is for clusters: on Docker everything is bound to 127.0.0.1 alone, at target.ports',
    ],
  },
  {
    name: "Grafana reached by its URL on Docker",
    values: { target, grafana: { url: "https://grafana.corp.io", reach: "url" } },
    problems: ['lookout:grafana.reach: "url" is for clusters: on Docker leave it out'],
  },
  {
    name: "OpenSearch on Docker, whose indices nobody would drop",
    values: { target, jaeger: { storage: { kind: "opensearch", urls: ["https://search.corp.io"] } } },
    problems: [
      'lookout:jaeger.storage.kind: "opensearch" needs a nightly job, which Docker does not have: use badger',
    ],
  },
  {
    name: "the identity of a pod on Docker",
    values: { target, loki: { storage: { kind: "s3", bucket: "logs", credentials: "workload-identity" } } },
    problems: ['lookout:loki.storage.credentials: "workload-identity" is for clusters: use secret'],
  },
  {
    name: "one port for two systems",
    values: { target: { ...target, ports: { loki: 9090 } } },
    problems: ["lookout:target.ports.loki: 9090 is target.ports.prometheus too"],
  },
  {
    name: "a port of this machine that is none",
    values: { target: { ...target, ports: { grafana: 70000 } } },
    problems: ["lookout:target.ports.grafana: 70000 is not a port: write a whole number from 1 to 65535"],
  },
  {
    name: "a port of a system that there is not",
    values: { target: { ...target, ports: { grafanna: 3001 } } },
    problems: ['lookout:target.ports.grafanna: is no setting; did you mean "grafana"?'],
  },
];
