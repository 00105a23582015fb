import assert from "node:assert/strict";
import { nodeExporter } from "../../systems/node-exporter/workload.ts";
import { testConfig } from "../config-of.ts";

describe("node-exporter", () => {
  const workload = nodeExporter(testConfig());

  function pattern(flag: string): RegExp {
    const arg = workload.args.find((each) => each.startsWith(`${flag}=`));
    assert.ok(arg, `no ${flag}`);
    return new RegExp(arg.slice(flag.length + 1));
  }

  it("runs on every node, in its network and among its processes", () => {
    assert.equal(workload.replicas, "per-node");
    assert.equal(workload.placement, "host");
    assert.deepEqual([workload.host?.network, workload.host?.pid], [true, true]);
  });

  it("runs without root and without capabilities", () => {
    assert.equal(workload.host?.root, false);
    assert.deepEqual(workload.host?.capabilities, []);
  });

  it("sees the node's file system, read-only, with mounts that come later", () => {
    assert.deepEqual(workload.volumes, [
      {
        kind: "host",
        name: "root",
        directory: "/host/root",
        hostPath: "/",
        writable: false,
        followMounts: true,
      },
    ]);
    assert.ok(workload.args.includes("--path.rootfs=/host/root"));
    assert.ok(workload.args.includes("--path.procfs=/host/root/proc"));
  });

  it("listens on the node's own address only", () => {
    assert.ok(workload.args.includes("--web.listen-address=[$(NODE_IP)]:9100"));
    assert.deepEqual(workload.env["NODE_IP"], { field: "node-ip" });
  });

  it("leaves out mounts of containers, and keeps the node's own", () => {
    const excluded = pattern("--collector.filesystem.mount-points-exclude");
    for (const mount of ["/proc/fs", "/dev", "/var/lib/kubelet/pods/x/volumes/y", "/run/containerd/io/x"]) {
      assert.match(mount, excluded);
    }
    for (const mount of ["/", "/boot", "/var/lib/kubelet", "/data"]) assert.doesNotMatch(mount, excluded);
  });

  it("leaves out the devices of pods' networks, and keeps the node's own", () => {
    for (const flag of ["--collector.netclass.ignored-devices", "--collector.netdev.device-exclude"]) {
      for (const device of ["veth0a1b", "cali123", "lxc9"]) assert.match(device, pattern(flag));
      for (const device of ["eth0", "ens5", "bond0"]) assert.doesNotMatch(device, pattern(flag));
    }
  });

  it("is left to its own job and admits Prometheus alone", () => {
    assert.equal(workload.metrics, undefined);
    assert.deepEqual(workload.access, [{ from: [{ workload: "prometheus" }], ports: ["metrics"] }]);
    assert.deepEqual(workload.egress, []);
    assert.deepEqual(workload.permissions, []);
  });

  it("has the configured resources", () => {
    const { env } = nodeExporter(testConfig({ nodeExporter: { resources: { memoryLimit: "200Mi" } } }));
    assert.equal(env["GOMEMLIMIT"], "180MiB");
  });
});
