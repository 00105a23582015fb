import type { Ran, Registered, Tree } from "../program.ts";

/** A stack on Docker that says nothing more. */
export const DOCKER = { target: { kind: "docker" } };
/** All that a stack on Docker may have. */
export const LARGE = {
  ...DOCKER,
  alerting: { engine: "prometheus", contactPoints: [{ kind: "slack", name: "ours", channel: "a" }] },
  prometheus: { scrapeSecrets: ["router"] },
  loki: { storage: { kind: "s3", bucket: "logs" } },
  collector: { sampling: {} },
  demo: { enabled: true },
};
/** Secrets of those settings, each with a value found nowhere else. */
export const SECRETS = {
  "contactPoint-ours": "canary-of-slack",
  "scrapeSecret-router": "canary-of-router",
  lokiS3AccessKeyId: "canary-of-key",
  lokiS3SecretAccessKey: "canary-of-s3",
  grafanaAdminPassword: "canary-of-admin",
};

const CONTAINER = "docker:index/container:Container";

/** Every container that a program registered. */
export function containers(ran: Ran): readonly Registered[] {
  return ran.registrations.filter(({ type }) => type === CONTAINER);
}

/** Those that stay. */
export function lasting(ran: Ran): readonly Registered[] {
  return containers(ran).filter(({ inputs }) => inputs.restart === "unless-stopped");
}

/** What one container is given, secrets revealed, by its name without the stack's prefix. */
export function container(ran: Ran, name: string): Tree {
  const found = containers(ran).find(({ inputs }) => inputs.name === `lookout-test-${name}`);
  if (found === undefined) throw new Error(`no container ${name}`);
  return found.plain;
}

/** Label → value. */
export function labelsOf(inputs: Tree): Readonly<Record<string, string>> {
  return Object.fromEntries(
    inputs.labels.map(({ label, value }: { label: string; value: string }) => [label, value]),
  );
}
