import { styleText } from "node:util";
import { listNeeds } from "../../config/problem.ts";
import { IMAGES, type Image, imageReference } from "../../model/images.ts";
import { ruleFiles } from "../../rules/index.ts";
import { workloads } from "../../systems/index.ts";
import type { Registration } from "../recording/registration.ts";
import { boundPorts, dockerVolumes } from "./containers.ts";
import { dashboardTable, grafanaSummary } from "./grafana.ts";
import { type Manifest, manifestsOf } from "./manifests.ts";
import { alertSummary, sloTable } from "./slos.ts";
import type { PreviewedStack } from "./stacks.ts";
import { table } from "./table.ts";

/** What a stack would deploy, for a person to read: colours on a terminal, plain text elsewhere. */
export function report(previewed: PreviewedStack): string {
  const { config, needs, recording, stack } = previewed;
  const manifests = manifestsOf(recording.registrations);
  const resources = recording.registrations.filter(({ custom }) => custom).length;
  const title = `${stack}: ${resources} resources, size ${config.size}, environment ${config.environment}`;
  return [
    heading(title),
    ...tree(recording.registrations),
    subheading("Exposed"),
    ...(config.target.kind === "docker" ? boundPorts(recording.registrations) : exposed(manifests)),
    subheading("Volumes"),
    ...volumes(recording.registrations),
    subheading("Images"),
    ...images(previewed),
    subheading("SLOs"),
    ...sloTable(config),
    subheading("Alerts"),
    alertSummary(config),
    subheading("Grafana"),
    grafanaSummary(config),
    ...dashboardTable(config),
    ...(needs.length === 0 ? [] : [subheading("Missing before a deployment"), ...listNeeds(needs).map(warn)]),
    "",
  ].join("\n");
}

export const heading = (text: string) => styleText(["bold", "cyan"], text);
export const subheading = (text: string) => `\n${styleText("bold", text)}`;
const warn = (text: string) => styleText("yellow", text);
const faint = (text: string) => styleText("dim", text);

/** Components as they nest, each with the count of its resources by kind. */
function tree(registrations: readonly Registration[]): readonly string[] {
  const components = registrations.filter(({ custom, type }) => !custom && type !== "pulumi:pulumi:Stack");
  const childrenOf = (urn: string) => components.filter(({ parent }) => parent === urn);
  const lines = (component: Registration, prefix: string, branch: string): readonly string[] => {
    const children = childrenOf(component.urn);
    const own = kinds(component, registrations);
    const below = prefix + (branch === "├─ " ? "│  " : branch === "" ? "" : "   ");
    return [
      `${faint(prefix + branch)}${component.name}${own === "" ? "" : `  ${faint(own)}`}`,
      ...children.flatMap((child, index) =>
        lines(child, below, index === children.length - 1 ? "└─ " : "├─ "),
      ),
    ];
  };
  const root = components.find(({ parent }) => !components.some(({ urn }) => urn === parent));
  return root === undefined ? [] : lines(root, "  ", "");
}

function kinds({ urn }: Registration, registrations: readonly Registration[]): string {
  const counts = new Map<string, number>();
  for (const { custom, parent, type } of registrations) {
    if (!custom || parent !== urn) continue;
    const kind = type.startsWith("pulumi:providers:") ? "Provider" : type.split(":").at(-1)!;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts]
    .sort()
    .map(([kind, count]) => (count === 1 ? kind : `${kind} ×${count}`))
    .join(", ");
}

function exposed(manifests: readonly Manifest[]): readonly string[] {
  const hosts = manifests
    .filter(({ kind }) => kind === "Ingress")
    .flatMap(({ metadata, spec }) =>
      (spec as { rules: readonly { host: string }[] }).rules.map(
        ({ host }) => `  https://${host} → ${metadata.name}`,
      ),
    );
  return hosts.length > 0 ? hosts : [`  nothing outside the cluster: reach Grafana by a port forward`];
}

interface ClaimSpec {
  readonly resources: { readonly requests: { readonly storage: string } };
}

function volumes(registrations: readonly Registration[]): readonly string[] {
  const inDocker = dockerVolumes(registrations);
  if (inDocker.length > 0) return table(inDocker);
  const claims = registrations.filter(({ type }) => type.endsWith(":PersistentVolumeClaim"));
  return table(
    claims.map(({ inputs, options }) => {
      const { metadata, spec } = inputs as unknown as Manifest & { spec: ClaimSpec };
      const kept = options["retainOnDelete"] === true ? "kept at destroy" : "deleted at destroy";
      return [metadata.name, spec.resources.requests.storage, kept];
    }),
  );
}

function images({ config }: PreviewedStack): readonly string[] {
  const used = workloads(config, ruleFiles(config)).flatMap(({ image, jobs }) => [
    image,
    ...(jobs ?? []).map((job) => job.image),
  ]);
  const helpers = config.target.kind === "docker" ? [IMAGES.busybox] : [];
  // Of what is built here, what it starts from is pulled.
  const pulled = [...used, ...helpers].map((image: Image) => image.build?.base ?? image);
  const references = pulled.map((image) => imageReference(image, config.target.imageMirror));
  return [...new Set(references)].sort().map((reference) => `  ${reference}`);
}
