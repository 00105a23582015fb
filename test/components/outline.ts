import type { Ran, Registered, Tree } from "../program.ts";

/** A plan that a person can review: every resource on a line under its component, with what matters most of it. */
export function outline(ran: Ran): string {
  const children = (urn: string) =>
    ran.registrations
      .filter(({ parent }) => parent === urn)
      .map((each) => [title(each), each] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = (urn: string, indent: string): readonly string[] =>
    isContent(ran, urn)
      ? byType(children(urn).map(([text]) => text)).map((text) => indent + text)
      : children(urn).flatMap(([text, each]) => [
          [indent + text, ...facts(each)].join("  "),
          ...lines(each.urn, `${indent}  `),
        ]);
  const stack = ran.registrations.find(({ type }) => type === "pulumi:pulumi:Stack");
  return `${lines(stack?.urn ?? "", "").join("\n")}\n`;
}

/** What is inside Grafana is many small things, of which dashboards have golden files of their own. */
function isContent({ registrations }: Ran, urn: string): boolean {
  return registrations.some((each) => each.urn === urn && each.type === "lookout:grafana:Content");
}

/** A line a type, with all of its names. */
function byType(titles: readonly string[]): readonly string[] {
  const names = Map.groupBy(titles, (text) => text.split(" ")[0]!);
  return [...names].map(([type, some]) => {
    const own = some.map((text) => text.slice(type.length + 1).replace("lookout-grafana-content-", ""));
    return `${type}: ${own.join(", ")}`;
  });
}

/** `ConfigMap loki-config`; what is no Kubernetes object by its Pulumi name. */
function title({ custom, inputs, name, type }: Registered): string {
  if (!custom) return name;
  return inputs.kind === undefined
    ? // A deployment is called by a hash of everything.
      `${type.split(":").at(-1)} ${name.replace(/-deployment-[0-9a-f]{12}$/, "-deployment")}`
    : `${inputs.kind} ${inputs.metadata.name}`;
}

function facts({ inputs, options }: Registered): readonly string[] {
  return [
    ...(inputs.metadata?.namespace === undefined ? [] : [`in ${inputs.metadata.namespace}`]),
    ...byKind(inputs),
    ...(options["retainOnDelete"] === true ? ["retained"] : []),
    ...(options["customTimeouts"] === undefined
      ? []
      : [`timeout ${(options["customTimeouts"] as { create: string }).create}`]),
  ];
}

function byKind(inputs: Tree): readonly string[] {
  switch (inputs.kind) {
    case "StatefulSet":
    case "Deployment":
    case "DaemonSet":
      return pods(inputs.spec);
    case "CronJob": {
      const [{ image }] = inputs.spec.jobTemplate.spec.template.spec.containers;
      return [inputs.spec.schedule, image.split("/").at(-1)];
    }
    case "Service":
      return [ports(inputs.spec.ports.map(({ port, protocol }: Tree) => [port, protocol]))];
    case "PersistentVolumeClaim":
      return [inputs.spec.resources.requests.storage];
    case "ConfigMap":
      return Object.keys(inputs.data);
    case "Secret":
      return Object.keys(inputs.stringData).sort();
    case "Ingress":
      return inputs.spec.tls.map(({ hosts, secretName }: Tree) => `${hosts} tls ${secretName}`);
    case "NetworkPolicy":
      return [`${inputs.spec.ingress?.length ?? 0} in`, `${inputs.spec.egress?.length ?? 0} out`];
    case "ClusterRole":
      return inputs.rules.map(
        ({ nonResourceURLs, resources, verbs }: Tree) => `${verbs} ${resources ?? nonResourceURLs}`,
      );
    case "Namespace":
      return [inputs.metadata.labels["pod-security.kubernetes.io/enforce"]];
    default:
      return inDocker(inputs);
  }
}

/** A container or a volume of Docker's, by what only it has. */
function inDocker({
  command,
  containerId,
  entrypoints,
  image,
  memory,
  ports = [],
  uploads = [],
  url,
}: Tree): readonly string[] {
  if (memory === undefined) return containerId === undefined ? [] : [url];
  const run = [...(entrypoints ?? []), ...(command ?? [])][0];
  return [
    image.split("/").at(-1),
    ...(run === undefined || run.startsWith("-") ? [] : [run]),
    `memory ${memory} MiB`,
    ...ports.map(({ external, internal, ip }: Tree) => `${ip}:${external}→${internal}`),
    ...uploads.map(({ file }: Tree) => file),
  ];
}

function pods({ replicas, template }: Tree): readonly string[] {
  const [{ image, ports: open, resources }] = template.spec.containers;
  return [
    replicas === undefined ? "on every node" : `×${replicas}`,
    image.split("/").at(-1),
    ports(open.map(({ containerPort, protocol }: Tree) => [containerPort, protocol])),
    `cpu ${resources.requests.cpu}`,
    `memory ${resources.requests.memory}–${resources.limits.memory}`,
  ];
}

function ports(all: readonly (readonly [port: number, protocol: string])[]): string {
  return all.map(([port, protocol]) => `:${port}${protocol === "UDP" ? "/udp" : ""}`).join(" ");
}
