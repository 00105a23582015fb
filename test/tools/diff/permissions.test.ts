import assert from "node:assert/strict";
import type { Render } from "../../../tools/render/render.ts";
import type { Tree } from "../../program.ts";
import { BASE, edited, inputsOf, renderOf, warningsOf } from "./renders.ts";

describe("warnings of permissions", () => {
  let base: Render;
  before(async () => {
    base = await renderOf(BASE);
  });

  const permissions = (from: Render, change: (copy: Tree) => void) =>
    warningsOf("permission", from, edited(from, change));

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

  it("tells of a port of the node that pods take", () => {
    const told = permissions(base, (copy) => {
      inputsOf(copy, "lookout-loki-statefulset").spec.template.spec.containers[0].ports[0].hostPort = 3100;
    });
    assert.deepEqual(told, ["pods of loki get port 3100 of the node"]);
  });

  it("tells of Pod Security that is relaxed", () => {
    const told = permissions(base, (copy) => {
      inputsOf(copy, "lookout-cluster-namespace-main").metadata.labels["pod-security.kubernetes.io/enforce"] =
        "privileged";
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
    assert.deepEqual(warningsOf("permission", two, one), ["b@example.com left team sre"]);
    assert.deepEqual(warningsOf("permission", one, base), ["team sre is gone"]);
  });

  it("tells of a token that may do more", () => {
    const told = permissions(base, (copy) => {
      inputsOf(copy, "lookout-grafana-content-service-account-usage-report").role = "Admin";
    });
    assert.deepEqual(told, ["Grafana's service account usage-report: role Viewer → Admin"]);
  });
});
