import assert from "node:assert/strict";
import type { Risk } from "../../../tools/diff/changes.ts";
import { compare } from "../../../tools/diff/compare.ts";
import type { Render } from "../../../tools/render/render.ts";
import type { Tree } from "../../program.ts";
import { BASE, edited, inputsOf, plainText, renderOf, SECRETS } from "./renders.ts";

/** Warnings of a kind, as plain text. */
function warnings(risk: Risk, from: Render, to: Render): readonly string[] {
  return compare(from, to)
    .warnings.filter((each) => each.risk === risk)
    .map(({ text }) => plainText(text));
}

describe("what nobody may overlook", () => {
  let base: Render;
  let docker: Render;
  before(async () => {
    base = await renderOf(BASE);
    docker = await renderOf({ target: { kind: "docker" } }, "dev", {});
  });

  const resource = (copy: Tree, name: string) => copy.resources.find((each: Tree) => each.name === name);
  const without = (render: Render, name: string) =>
    edited(render, (copy) => {
      copy.resources = copy.resources.filter((each: Tree) => each.name !== name);
    });
  const CLAIM = "lookout-prometheus-data-prometheus-0";

  it("is nothing where nothing changed", () => assert.deepEqual(compare(base, base).warnings, []));

  describe("of data", () => {
    const data = (from: Render, change: (copy: Tree) => void) => warnings("data", from, edited(from, change));

    it("tells of a volume that is left behind", () => {
      assert.deepEqual(warnings("data", base, without(base, CLAIM)), [
        "volume data-prometheus-0 (20Gi) is left behind: the claim stays in the cluster, and nothing uses it",
      ]);
    });

    it("tells of a volume that is deleted", () => {
      assert.deepEqual(warnings("data", base, without(base, "lookout-grafana-data-grafana-0")), [
        "volume data-grafana-0 (2Gi) is deleted with all that is on it",
      ]);
    });

    it("tells of a new volume", () => {
      assert.deepEqual(warnings("data", without(base, CLAIM), base), [
        "new volume data-prometheus-0 of 20Gi",
      ]);
    });

    it("tells of a volume that is no longer kept", () => {
      const told = data(base, (copy) => {
        resource(copy, CLAIM).retained = false;
      });
      assert.deepEqual(told, ["volume data-prometheus-0 is deleted with the stack from now on"]);
    });

    it("tells of a volume that starts empty elsewhere", () => {
      const told = data(base, (copy) => {
        inputsOf(copy, CLAIM).metadata.namespace = "other";
      });
      assert.deepEqual(told, [
        "volume data-prometheus-0 starts empty in namespace other: the one in lookout stays behind",
      ]);
    });

    it("tells that a storage class is for new volumes alone", () => {
      const told = data(base, (copy) => {
        inputsOf(copy, CLAIM).spec.storageClassName = "fast";
      });
      assert.deepEqual(told, [
        "volume data-prometheus-0 keeps its storage class: only claims that are made later get fast",
      ]);
    });

    it("tells of a set that must be made anew", () => {
      const told = data(base, (copy) => {
        inputsOf(copy, "lookout-loki-statefulset").spec.serviceName = "other";
      });
      assert.deepEqual(told, [
        "StatefulSet loki is deleted and made anew (serviceName): nothing runs meanwhile",
      ]);
    });

    it("tells of storage that is another, and not of longer retention", async () => {
      const loki = { storage: { kind: "s3", bucket: "logs" }, retention: "30d" };
      const secrets = { ...SECRETS, lokiS3AccessKeyId: "a", lokiS3SecretAccessKey: "b" };
      const told = warnings("data", base, await renderOf({ ...BASE, loki }, "prod", secrets));
      assert.equal(told.length, 1, told.join("\n"));
      assert.match(told[0]!, /^loki\.storage changes \(kind filesystem → s3, bucket nothing → logs/);
    });

    it("tells of a secret that is generated anew", () => {
      const told = data(base, (copy) => {
        inputsOf(copy, "lookout-credentials-grafana-secret-key").length = 40;
      });
      assert.deepEqual(told, ["generated secret lookout-credentials-grafana-secret-key is made anew"]);
    });

    it("tells of Docker's volumes", () => {
      const name = "lookout-loki-data";
      assert.deepEqual(warnings("data", docker, without(docker, name)), [
        "Docker volume lookout-dev-loki-data is left behind: it stays, and nothing uses it",
      ]);
      const renamed = data(docker, (copy) => {
        inputsOf(copy, name).labels = [];
      });
      assert.deepEqual(renamed, ["Docker volume lookout-dev-loki-data is made anew, and empty"]);
    });

    it("tells of an older version over a volume", () => {
      const older = JSON.parse(JSON.stringify(base).replaceAll("loki:3.7.6", "loki:3.6.0")) as Render;
      assert.deepEqual(warnings("data", base, older), [
        "loki goes back to an older version over the data on its volume: 3.7.6 → 3.6.0",
      ]);
    });
  });

  describe("of what can be reached", () => {
    const outside = (from: Render, change: (copy: Tree) => void) =>
      warnings("outside", from, edited(from, change));
    const POLICY = "lookout-prometheus-policy";

    it("tells of a service that gets an address outside", () => {
      const told = outside(base, (copy) => {
        inputsOf(copy, "lookout-grafana-service").spec.type = "LoadBalancer";
      });
      assert.deepEqual(told, ["service grafana: type ClusterIP → LoadBalancer"]);
    });

    it("tells of addresses, namespaces and everybody that a policy lets in", () => {
      const told = outside(base, (copy) => {
        inputsOf(copy, POLICY).spec.ingress.push(
          { from: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 9090 }] },
          { from: [{ namespaceSelector: {} }], ports: [{ port: 9090 }] },
          {},
        );
      });
      assert.deepEqual(told, [
        "prometheus can be reached by 10.0.0.0/8 on port 9090",
        "prometheus can be reached by every pod of the cluster on port 9090",
        "prometheus can be reached by everybody on every port",
      ]);
    });

    it("does not tell of another workload of the stack that is let in", () => {
      const told = outside(base, (copy) => {
        const podSelector = { matchLabels: { "app.kubernetes.io/name": "jaeger" } };
        inputsOf(copy, POLICY).spec.ingress.push({ from: [{ podSelector }], ports: [{ port: 9090 }] });
      });
      assert.deepEqual(told, []);
    });

    it("tells of a namespace in which nothing denies any more", () => {
      assert.deepEqual(warnings("outside", base, without(base, "lookout-cluster-deny-all-main")), [
        "nothing denies connections any more in namespace lookout: its policy is gone",
      ]);
    });

    it("tells of a port that other machines can reach", () => {
      const told = outside(docker, (copy) => {
        inputsOf(copy, "lookout-grafana-container").ports[0].ip = "0.0.0.0";
      });
      assert.deepEqual(told, [
        "port 3000 of lookout-dev-grafana can be reached from other machines, at 0.0.0.0:3000",
      ]);
    });

    it("tells of a host that goes, and of one that takes its place", async () => {
      const at = (host: string) => ({
        ...BASE,
        grafana: {
          url: `https://${host}`,
          ingress: { tls: { kind: "secret", name: "tls" } },
        },
        network: { ingressNamespace: "ingress" },
      });
      const [a, b] = [await renderOf(at("a.example.com")), await renderOf(at("b.example.com"))];
      assert.deepEqual(warnings("outside", a, b), [
        "grafana can be reached from outside the cluster at https://b.example.com",
        "grafana no longer answers at https://a.example.com",
      ]);
      assert.deepEqual(warnings("outside", a, base), ["grafana no longer answers at https://a.example.com"]);
    });

    it("tells of a dashboard that is no longer public", async () => {
      const shown = await renderOf({ ...BASE, dashboards: { public: ["slo-overview"] } });
      assert.deepEqual(warnings("outside", shown, base), [
        "dashboard SLO Overview can no longer be seen without a login",
      ]);
    });
  });

  describe("of permissions", () => {
    const permissions = (from: Render, change: (copy: Tree) => void) =>
      warnings("permission", from, edited(from, change));

    it("tells of rights that are gone", () => {
      const told = permissions(base, (copy) => {
        inputsOf(copy, "lookout-prometheus-role").rules.pop();
      });
      assert.deepEqual(told, ["lookout-prometheus may no longer get nodes/metrics"]);
    });

    it("is silent about rules in another order", () => {
      const told = permissions(base, (copy) => {
        inputsOf(copy, "lookout-prometheus-role").rules.reverse();
      });
      assert.deepEqual(told, []);
    });

    it("tells of somebody else who has a role", () => {
      const told = permissions(base, (copy) => {
        inputsOf(copy, "lookout-prometheus-binding").subjects.push({ kind: "Group", name: "developers" });
      });
      assert.deepEqual(told, [
        "Group developers has ClusterRole lookout-prometheus (ClusterRoleBinding lookout-prometheus, new)",
      ]);
    });

    it("tells of a cloud's identity", () => {
      const told = permissions(base, (copy) => {
        inputsOf(copy, "lookout-loki-account").metadata.annotations = {
          "eks.amazonaws.com/role-arn": "arn:x",
        };
      });
      assert.deepEqual(told, ['service account loki: ["eks.amazonaws.com/role-arn"] nothing → arn:x']);
    });

    it("tells of what pods may do on their node", () => {
      const told = permissions(base, (copy) => {
        const { spec } = inputsOf(copy, "lookout-loki-statefulset").spec.template;
        spec.hostNetwork = true;
        spec.securityContext.runAsUser = 0;
        spec.volumes.push({ name: "etc", hostPath: { path: "/etc" } });
        spec.containers[0].securityContext.capabilities.add = ["SYS_ADMIN"];
      });
      assert.deepEqual(told, [
        "pods of loki get the node's network, root, capability SYS_ADMIN and the node's /etc",
      ]);
    });

    it("tells of Pod Security that is relaxed", () => {
      const told = permissions(base, (copy) => {
        inputsOf(copy, "lookout-cluster-namespace-main").metadata.labels[
          "pod-security.kubernetes.io/enforce"
        ] = "privileged";
      });
      assert.deepEqual(told, ["namespace lookout: Pod Security (enforce) restricted → privileged"]);
    });

    it("tells of logins, and not of how cookies are guarded", () => {
      const told = permissions(base, (copy) => {
        const { data } = inputsOf(copy, "lookout-grafana-config");
        data["grafana.ini"] = data["grafana.ini"]
          .replace("auto_assign_org_role = Viewer", "auto_assign_org_role = Editor")
          .replace("cookie_samesite = lax", "cookie_samesite = none");
      });
      assert.deepEqual(told, ["Grafana's users.auto_assign_org_role: Viewer → Editor"]);
    });

    it("tells who leaves a team, and which team goes", async () => {
      const team = (members: readonly string[]) =>
        renderOf({ ...BASE, grafana: { teams: [{ name: "sre", members }] } });
      const [two, one] = [await team(["a@example.com", "b@example.com"]), await team(["a@example.com"])];
      assert.deepEqual(warnings("permission", two, one), ["b@example.com left team sre"]);
      assert.deepEqual(warnings("permission", one, base), ["team sre is gone"]);
    });

    it("tells of a token that may do more", () => {
      const told = permissions(base, (copy) => {
        inputsOf(copy, "lookout-grafana-content-service-account-usage-report").role = "Admin";
      });
      assert.deepEqual(told, ["Grafana's service account usage-report: role Viewer → Admin"]);
    });
  });
});
