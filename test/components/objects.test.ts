import assert from "node:assert/strict";
import { type Ran, runStack } from "../program.ts";
import { CANARIES, EVERYTHING, ON_KUBERNETES } from "./fixtures.ts";

const NAME = "app.kubernetes.io/name";

describe("components/kubernetes: objects", () => {
  let ran: Ran;
  let large: Ran;
  let both: readonly Ran[];
  before(async () => {
    ran = await runStack();
    large = await runStack(EVERYTHING, { secrets: CANARIES });
    both = [ran, large];
  });

  it("go before their replacement comes: under a fixed name the new one would be deleted as the old", () => {
    for (const { inputs, name, options } of large.objects) {
      // A claim waits for its pods to go, which happens later.
      const first = inputs.kind !== "PersistentVolumeClaim";
      assert.equal(options["deleteBeforeReplace"] === true, first, name);
    }
  });

  describe("names", () => {
    it("are fixed: the provider never makes one up", () => {
      for (const { inputs, name } of large.objects) {
        assert.match(inputs.metadata.name, /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, name);
        assert.equal(inputs.metadata.generateName, undefined, name);
      }
    });

    it("start with the workload's", () => {
      for (const { inputs } of large.objects) {
        const workload = inputs.metadata.labels[NAME];
        if (workload === undefined) continue;
        const { kind, metadata } = inputs;
        const wanted =
          kind === "PersistentVolumeClaim"
            ? `data-${workload}-`
            : kind.startsWith("ClusterRole")
              ? `lookout-${workload}`
              : workload;
        assert.ok(metadata.name.startsWith(wanted), `${kind} ${metadata.name}`);
      }
    });

    it("are those of the workloads for what runs them, their services, accounts and policies", () => {
      assert.deepEqual(
        large.controllers.map(({ inputs }) => inputs.metadata.name).sort(),
        [...ON_KUBERNETES].sort(),
      );
      assert.deepEqual(large.names("ServiceAccount"), [...ON_KUBERNETES].sort());
      assert.deepEqual(
        large.names("NetworkPolicy"),
        [...ON_KUBERNETES, ...large.names("CronJob"), "deny-all", "deny-all"].sort(),
      );
    });

    it("of Pulumi do not depend on the stack's, so that state can move", () => {
      for (const { name, type } of large.registrations) {
        if (type !== "pulumi:pulumi:Stack") assert.match(name, /^lookout(-[a-z0-9]+)*$/);
      }
    });

    it("are unique for each kind in a namespace", () => {
      const ids = large.objects.map(({ inputs: { kind, metadata } }) =>
        [kind, metadata.namespace, metadata.name].join(" "),
      );
      assert.equal(new Set(ids).size, ids.length);
    });
  });

  describe("labels", () => {
    it("are the standard ones on every object of a workload and on its pods", () => {
      const pods = large.controllers.map(({ inputs }) => inputs.spec.template.metadata);
      const all = large.objects.map(({ inputs }) => inputs.metadata).filter(({ labels }) => labels[NAME]);
      assert.equal(all.length, large.objects.length - 4, "all but namespaces and deny-all");
      for (const { labels, name } of [...all, ...pods]) {
        assert.deepEqual(Object.keys(labels).sort(), [
          "app.kubernetes.io/component",
          "app.kubernetes.io/managed-by",
          NAME,
          "app.kubernetes.io/part-of",
          "app.kubernetes.io/version",
        ]);
        assert.equal(labels["app.kubernetes.io/part-of"], "lookout", name);
        assert.equal(labels["app.kubernetes.io/managed-by"], "pulumi", name);
      }
    });

    it("say the version that the image has", () => {
      for (const { inputs } of large.controllers) {
        const { metadata, spec } = inputs.spec.template;
        const version = metadata.labels["app.kubernetes.io/version"];
        assert.ok(spec.containers[0].image.split(":").at(-1).includes(version), spec.containers[0].image);
      }
    });

    it("that select pods are the name and the stack alone, never what changes", () => {
      const selectors = large.objects.flatMap(({ inputs: { kind, metadata, spec } }) => {
        // A job's pods are chosen by labels of their own.
        if (kind === "NetworkPolicy" && large.names("CronJob").includes(metadata.name)) return [];
        if (kind === "Service") return [[metadata.labels[NAME], spec.selector]];
        const selector = spec?.selector?.matchLabels ?? spec?.podSelector?.matchLabels;
        return selector === undefined ? [] : [[metadata.labels[NAME], selector]];
      });
      assert.equal(selectors.length, 10 + 10 + 13 + 7, "controllers, policies, services, budgets");
      for (const [workload, selector] of selectors) {
        assert.deepEqual(selector, { [NAME]: workload, "app.kubernetes.io/part-of": "lookout" });
      }
    });
  });

  describe("rights", () => {
    const needToken = ["collector", "collector-agent", "kube-state-metrics", "prometheus"];

    it("need a token, which only workloads that have any get", () => {
      for (const each of both) {
        const mounted = each.controllers.filter(
          ({ inputs }) => inputs.spec.template.spec.automountServiceAccountToken !== false,
        );
        assert.deepEqual(mounted.map(({ inputs }) => inputs.metadata.name).sort(), needToken);
      }
    });

    it("never come with the account itself", () => {
      for (const { inputs } of large.kind("ServiceAccount")) {
        assert.equal(inputs.automountServiceAccountToken, false, inputs.metadata.name);
      }
    });

    it("are of an account of each workload's own", () => {
      for (const { inputs } of large.controllers) {
        assert.equal(inputs.spec.template.spec.serviceAccountName, inputs.metadata.name);
      }
    });

    it("are roles of the cluster that carry the namespace and are bound to that account", () => {
      const names = needToken.map((name) => `lookout-${name}`);
      assert.deepEqual(ran.names("ClusterRole"), names);
      assert.deepEqual(ran.names("ClusterRoleBinding"), names);
      for (const { inputs } of ran.kind("ClusterRoleBinding")) {
        const workload = inputs.metadata.labels[NAME];
        const { namespace } = ran.manifest("ServiceAccount", workload).metadata;
        assert.equal(inputs.roleRef.name, inputs.metadata.name);
        assert.deepEqual(inputs.subjects, [{ kind: "ServiceAccount", name: workload, namespace }]);
      }
    });

    it("only read, and no secrets", () => {
      const rules = ran.kind("ClusterRole").flatMap(({ inputs }) => inputs.rules);
      assert.ok(rules.length > 0);
      for (const { resources, verbs } of rules) {
        assert.deepEqual(
          verbs.filter((verb: string) => !["get", "list", "watch"].includes(verb)),
          [],
        );
        for (const secret of ["secrets", "*", "configmaps"]) assert.ok(!resources?.includes(secret));
      }
    });
  });

  describe("disruption budgets", () => {
    it("are for workloads of at least two replicas", () => {
      assert.deepEqual(ran.names("PodDisruptionBudget"), []);
      const replicated = large.controllers.filter(({ inputs }) => inputs.spec.replicas >= 2);
      assert.equal(replicated.length, 7);
      assert.deepEqual(
        large.names("PodDisruptionBudget"),
        replicated.map(({ inputs }) => inputs.metadata.name).sort(),
      );
    });

    it("allow one pod at a time", () => {
      for (const { inputs } of large.kind("PodDisruptionBudget")) assert.equal(inputs.spec.maxUnavailable, 1);
    });
  });
});
