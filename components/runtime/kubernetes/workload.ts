import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { FILES } from "../../../model/labels.ts";
import { peersService } from "../../../model/names.ts";
import { type Context, type KubernetesWorkloadArgs, makeContext } from "./context.ts";
import * as controller from "./controller.ts";
import { lintAnnotation } from "./exceptions.ts";
import { makePermissions, makeServiceAccount } from "./identity.ts";
import * as objects from "./objects.ts";
import { jobPolicySpec, policySpec } from "./policy.ts";
import { secretName } from "./volumes.ts";

/** One workload as Kubernetes resources. */
export class KubernetesWorkload extends pulumi.ComponentResource {
  declare readonly controller: pulumi.CustomResource;
  /** Of data volumes that are deleted with the stack. */
  declare readonly claims: readonly pulumi.Resource[];

  constructor(name: string, args: KubernetesWorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lookout:kubernetes:Workload", name, {}, opts);
    const context = makeContext(name, args, this);
    const claims = makeClaims(context);
    this.claims = claims.filter(({ keep }) => !keep).map(({ claim }) => claim);
    const before = [
      makeServiceAccount(context),
      ...makePermissions(context),
      ...makeConfigMaps(context),
      ...makeSecret(context),
      ...claims.map(({ claim }) => claim),
      ...makeServices(context),
      ...makePolicies(context),
    ];
    this.controller = makeController(context, before);
    makeDisruptionBudget(context);
    makeJobs(context, before);
    makeIngress(context);
    this.registerOutputs({ controller: this.controller.urn });
  }
}

function makeConfigMaps({ metadata, name, options, workload }: Context): readonly pulumi.Resource[] {
  return objects.configMaps(workload).map(({ data, object, role, set }) => {
    const about = { ...metadata(object), annotations: { [FILES]: set } };
    return new kubernetes.core.v1.ConfigMap(`${name}-${role}`, { metadata: about, data }, options);
  });
}

function makeSecret({ credentials, metadata, name, options, workload }: Context): readonly pulumi.Resource[] {
  const keys = objects.secretKeys(workload);
  if (keys.length === 0) return [];
  const stringData = Object.fromEntries(keys.map((key) => [key, credentials.secret(key)]));
  const secret = new kubernetes.core.v1.Secret(
    `${name}-secrets`,
    { metadata: metadata(secretName(workload)), type: "Opaque", stringData },
    options,
  );
  return [secret];
}

/** Not awaited: a claim of a class that waits for its first pod is bound only then. */
function makeClaims({ metadata, name, options, target, workload }: Context) {
  return controller.claims(workload, target).map(({ keep, name: claimName, spec }) => {
    const claim = new kubernetes.core.v1.PersistentVolumeClaim(
      `${name}-${claimName}`,
      { metadata: { ...metadata(claimName), annotations: { "pulumi.com/skipAwait": "true" } }, spec },
      {
        ...options,
        retainOnDelete: keep,
        // The class of a claim cannot change; a new one is for claims yet to be made.
        ignoreChanges: ["spec.storageClassName"],
        // A claim goes only when no pod uses it any more, and the pods go later than it would.
        deleteBeforeReplace: false,
      },
    );
    return { claim, keep };
  });
}

/** Not awaited: endpoints come with the pods, which are awaited themselves. */
function makeServices({ metadata, name, options, workload }: Context): readonly pulumi.Resource[] {
  if (workload.replicas === "per-node") return [];
  const annotations = { "pulumi.com/skipAwait": "true" };
  const service = new kubernetes.core.v1.Service(
    `${name}-service`,
    { metadata: { ...metadata(workload.name), annotations }, spec: objects.serviceSpec(workload) },
    options,
  );
  if (!controller.hasPeersService(workload)) return [service];
  const peers = new kubernetes.core.v1.Service(
    `${name}-peers`,
    {
      metadata: { ...metadata(peersService(workload.name)), annotations },
      spec: objects.peersServiceSpec(workload),
    },
    options,
  );
  return [service, peers];
}

function makePolicies({ all, config, metadata, name, options, target, workload }: Context) {
  const jobs = (workload.jobs ?? []).map((job) => ({
    role: `${job.name}-policy`,
    object: `${workload.name}-${job.name}`,
    spec: jobPolicySpec(job, workload, config, target),
  }));
  const main = { role: "policy", object: workload.name, spec: policySpec(workload, all, config, target) };
  return [main, ...jobs].map(
    ({ role, object, spec }) =>
      new kubernetes.networking.v1.NetworkPolicy(
        `${name}-${role}`,
        { metadata: metadata(object), spec },
        options,
      ),
  );
}

function makeController(context: Context, before: readonly pulumi.Resource[]): pulumi.CustomResource {
  const { metadata, name, options, target, workload } = context;
  const template = controller.podTemplate(workload, target, podAnnotations(context));
  const minutes = `${objects.rolloutMinutes(workload)}m`;
  const awaited = {
    ...options,
    dependsOn: [...before],
    customTimeouts: { create: minutes, update: minutes },
  };
  const about = { ...metadata(workload.name), annotations: lintAnnotation(workload) };
  switch (controller.controllerKind(workload)) {
    case "StatefulSet": {
      const spec = controller.statefulSetSpec(workload, template);
      return new kubernetes.apps.v1.StatefulSet(`${name}-statefulset`, { metadata: about, spec }, awaited);
    }
    case "Deployment": {
      const spec = controller.deploymentSpec(workload, template);
      return new kubernetes.apps.v1.Deployment(`${name}-deployment`, { metadata: about, spec }, awaited);
    }
    case "DaemonSet": {
      const spec = controller.daemonSetSpec(workload, template);
      return new kubernetes.apps.v1.DaemonSet(`${name}-daemonset`, { metadata: about, spec }, awaited);
    }
  }
}

/** What rolls the pods when it changes, beside the template itself. */
function podAnnotations({ credentials, workload }: Context): Record<string, pulumi.Input<string>> {
  const keys = objects.secretKeys(workload);
  const readsFiles = workload.files.some(({ onChange }) => onChange === "restart");
  return {
    ...objects.metricsAnnotations(workload),
    ...(readsFiles ? { "lookout/config-checksum": objects.configChecksum(workload) } : {}),
    ...(keys.length > 0 ? { "lookout/secrets-checksum": credentials.checksum(keys) } : {}),
  };
}

function makeDisruptionBudget({ metadata, name, options, workload }: Context): void {
  if (workload.replicas === "per-node" || workload.replicas < 2) return;
  new kubernetes.policy.v1.PodDisruptionBudget(
    `${name}-budget`,
    { metadata: metadata(workload.name), spec: objects.disruptionBudgetSpec(workload) },
    options,
  );
}

function makeJobs(context: Context, before: readonly pulumi.Resource[]): void {
  const { metadata, name, options, target, workload } = context;
  for (const job of workload.jobs ?? []) {
    new kubernetes.batch.v1.CronJob(
      `${name}-${job.name}`,
      {
        metadata: { ...metadata(`${workload.name}-${job.name}`), annotations: lintAnnotation(workload) },
        spec: controller.cronJobSpec(workload, job, target),
      },
      { ...options, dependsOn: [...before] },
    );
  }
}

/** Not awaited: it would wait ten minutes for a load balancer that may never come. */
function makeIngress({ metadata, name, options, workload }: Context): void {
  const { exposure } = workload;
  if (exposure === undefined) return;
  const annotations = { ...exposure.annotations, "pulumi.com/skipAwait": "true" };
  new kubernetes.networking.v1.Ingress(
    `${name}-ingress`,
    {
      metadata: { ...metadata(workload.name), annotations },
      spec: objects.ingressSpec(exposure, workload),
    },
    options,
  );
}
