import assert from "node:assert/strict";
import { type Ran, runStack } from "../program.ts";

const HOSTLESS = { exporters: { nodeExporter: false, nodeLogs: false } };

describe("components/kubernetes: the cluster", () => {
  let ran: Ran;
  before(async () => {
    ran = await runStack();
  });

  describe("provider", () => {
    it("takes up what is there, changes ConfigMaps and Secrets in place, and repairs drift", () => {
      const { clusterIdentifier: _, ...options } = ran.resource("lookout-cluster-provider").plain;
      assert.deepEqual(options, {
        upsertExistingObjects: "true",
        enablePatchForce: "true",
        enableConfigMapMutable: "true",
        enableSecretMutable: "true",
      });
    });

    it("never replaces everything: neither another label nor another context is another cluster", async () => {
      const named = await runStack({ cluster: "eu-1", target: { kind: "kubernetes", context: "admin@eu" } });
      const { clusterIdentifier, context } = named.resource("lookout-cluster-provider").plain;
      assert.equal(context, "admin@eu");
      assert.equal(clusterIdentifier, ran.resource("lookout-cluster-provider").plain.clusterIdentifier);
    });

    it("is the one that makes every object", () => {
      const { urn } = ran.resource("lookout-cluster-provider");
      for (const { name, provider } of ran.objects) assert.equal(provider, urn, name);
    });
  });

  describe("namespaces", () => {
    it("are the main one and one for what needs the host", () => {
      assert.deepEqual(ran.names("Namespace"), ["lookout", "lookout-host"]);
    });

    for (const [namespace, level] of [
      ["lookout", "restricted"],
      ["lookout-host", "privileged"],
    ] as const) {
      it(`have Pod Security: ${namespace} is ${level}`, () => {
        const { labels } = ran.manifest("Namespace", namespace).metadata;
        for (const mode of ["enforce", "audit", "warn"]) {
          assert.equal(labels[`pod-security.kubernetes.io/${mode}`], level);
        }
      });

      it(`outlive a destroy: ${namespace}`, () => {
        assert.equal(ran.object("Namespace", namespace).options["retainOnDelete"], true);
      });
    }

    it("do not include that of the host when nothing runs on every node", async () => {
      const hostless = await runStack(HOSTLESS);
      assert.deepEqual(hostless.names("Namespace"), ["lookout"]);
      assert.deepEqual(hostless.names("DaemonSet"), []);
    });

    it("include that of the host for either of the two", async () => {
      for (const exporters of [{ nodeExporter: false }, { nodeLogs: false }]) {
        assert.deepEqual((await runStack({ exporters })).names("Namespace"), ["lookout", "lookout-host"]);
      }
    });

    it("hold only per-node workloads in that of the host", () => {
      const inHost = ran.controllers.filter(({ inputs }) => inputs.metadata.namespace === "lookout-host");
      assert.deepEqual(inHost.map(({ inputs }) => inputs.metadata.name).sort(), [
        "collector-agent",
        "node-exporter",
      ]);
    });

    it("come before whatever is in them", () => {
      const namespaces = new Map(ran.kind("Namespace").map(({ inputs, urn }) => [inputs.metadata.name, urn]));
      const byUrn = new Map(ran.registrations.map((each) => [each.urn, each]));
      const waitsFor = (urn: string, wanted: string): boolean =>
        (byUrn.get(urn)?.dependencies ?? []).some((each) => each === wanted || waitsFor(each, wanted));
      for (const { inputs, name, urn } of ran.objects) {
        const namespace = namespaces.get(inputs.metadata.namespace);
        if (namespace !== undefined) assert.ok(waitsFor(urn, namespace), name);
      }
    });
  });

  it("lets two stacks in two namespaces share a cluster", async () => {
    const other = await runStack({ target: { kind: "kubernetes", namespace: "second" } });
    const clusterWide = ({ objects }: Ran) =>
      objects
        .filter(({ inputs }) => inputs.metadata.namespace === undefined)
        .map(({ inputs }) => `${inputs.kind} ${inputs.metadata.name}`);
    const [first, second] = [clusterWide(ran), clusterWide(other)];
    assert.equal(first.length, 10);
    assert.deepEqual(
      first.filter((each) => second.includes(each)),
      [],
    );
  });
});
