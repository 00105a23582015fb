import { z } from "zod";
import { LOCAL_PORT_NAMES, LOCAL_PORTS, type LocalPortName } from "../../model/local-ports.ts";
import { dnsLabel, labelKey, labelValue, objectName, port } from "./types.ts";

const toleration = z.strictObject({
  key: labelKey().optional().describe("Key of the taint; all keys when left out."),
  operator: z
    .enum(["Exists", "Equal"])
    .optional()
    .describe("How the taint's value is compared. `Equal` with a value, else `Exists`."),
  value: z.string().optional().describe("Value of the taint, for `Equal`."),
  effect: z
    .enum(["NoSchedule", "PreferNoSchedule", "NoExecute"])
    .optional()
    .describe("All effects when left out."),
});

const imageMirror = z
  .string()
  .regex(/^[a-z0-9.-]+(?::\d+)?(?:\/[a-z0-9._-]+)*$/, {
    error: "is not a registry: write host[:port][/path], without https:// and without a closing slash",
  })
  .optional()
  .describe("Registry, with an optional path, that stands in for every image's own registry.");

const kubernetes = z.strictObject({
  kind: z.literal("kubernetes"),
  context: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Context of the kubeconfig. The current one when left out: name it wherever a slip would hurt.",
    ),
  namespace: dnsLabel()
    .default("lookout")
    .describe("Namespace of all but the per-node workloads. Made, and kept."),
  hostNamespace: dnsLabel()
    .optional()
    .describe("Namespace of the per-node workloads, of Pod Security `privileged`. `<namespace>-host`."),
  storageClass: objectName()
    .optional()
    .describe("Storage class of volumes yet to be made. The cluster's default."),
  imageMirror,
  imagePullSecrets: z
    .array(objectName())
    .default([])
    .describe(
      "Secrets that hold the registry's credentials. Make both namespaces and these before the first `up`.",
    ),
  nodeSelector: z
    .record(labelKey(), labelValue())
    .default({})
    .describe("Labels of the nodes that may run the stack. Per-node workloads run on every node."),
  tolerations: z.array(toleration).default([]).describe("Taints that the stack's pods tolerate."),
});

const localPorts = Object.fromEntries(
  LOCAL_PORT_NAMES.map((name) => [
    name,
    port().default(LOCAL_PORTS[name].usual).describe(`${LOCAL_PORTS[name].what}.`),
  ]),
) as Record<LocalPortName, z.ZodDefault<ReturnType<typeof port>>>;

const docker = z.strictObject({
  kind: z.literal("docker"),
  imageMirror,
  ports: z
    .strictObject(localPorts)
    .prefault({})
    .describe("Ports of this machine's 127.0.0.1 at which the stack is found. No other address is bound."),
});

export const target = z
  .discriminatedUnion("kind", [kubernetes, docker])
  .prefault({ kind: "kubernetes" })
  .describe("Where the stack runs.");
