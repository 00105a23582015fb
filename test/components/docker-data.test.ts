import assert from "node:assert/strict";
import { type Ran, runStack, type Tree } from "../program.ts";
import { container, DOCKER, LARGE, labelsOf, lasting, SECRETS } from "./docker-of.ts";

describe("components: what Docker's containers read and keep", () => {
  let small: Ran;
  let large: Ran;
  before(async () => {
    small = await runStack(DOCKER);
    large = await runStack(LARGE, { secrets: SECRETS });
  });

  describe("files", () => {
    it("lie in volumes of a container that ended, read-only: nothing is uploaded into a read-only root", () => {
      for (const { inputs } of lasting(large)) assert.equal(inputs.uploads, undefined);
      const { uploads, volumes } = container(small, "loki-files");
      assert.deepEqual(
        uploads.map(({ file }: Tree) => file),
        ["/etc/loki/config.yaml"],
      );
      assert.ok(volumes.some(({ containerPath }: Tree) => containerPath === "/etc/loki"));
      assert.match(container(small, "loki").volumes[0].fromContainer, /:ro$/);
    });

    it("are readable and not writable", () => {
      for (const { permissions } of container(large, "prometheus-files").uploads)
        assert.equal(permissions, "0444");
    });

    it("that change make the container anew: it has the volumes of the one that holds them", () =>
      assert.equal(container(small, "loki").volumes[0].fromContainer, "lookout-loki-files-id:ro"));
  });

  describe("volumes", () => {
    const volumes = (ran: Ran) =>
      ran.registrations.filter(({ type }) => type === "docker:index/volume:Volume");

    it("outlive the stack, but for Grafana's", () => {
      const fate = volumes(large).map(({ inputs, options }) => [
        inputs.name,
        options["retainOnDelete"] === true,
      ]);
      assert.deepEqual(Object.fromEntries(fate), {
        "lookout-test-alertmanager-data": true,
        "lookout-test-grafana-data": false,
        "lookout-test-jaeger-data": true,
        "lookout-test-loki-data": true,
        "lookout-test-prometheus-data": true,
      });
    });

    it("have labels that no upgrade changes: with others they would be made anew", () => {
      for (const { inputs } of volumes(large))
        assert.deepEqual(Object.keys(labelsOf(inputs)).sort(), [
          "app.kubernetes.io/part-of",
          "lookout/stack",
        ]);
    });

    it("are handed to their workload's user", () => {
      const { capabilities, command, user } = container(small, "jaeger-files");
      assert.deepEqual(command, ["chown", "10001:10001", "/badger"]);
      assert.deepEqual([user, capabilities.adds], ["0:0", ["CAP_CHOWN"]]);
    });
  });

  describe("secrets", () => {
    for (const canary of Object.values(SECRETS)) {
      it(`are in no registration in plain text: ${canary}`, () => {
        const seen = JSON.stringify(large.registrations.map(({ plain: _, ...rest }) => rest));
        assert.ok(!seen.includes(canary));
      });
    }

    it("reach a container by a file or a variable", () => {
      const holder = container(large, "prometheus-files");
      const file = holder.uploads.find(({ file }: Tree) => file === "/etc/prometheus/secrets/router");
      assert.equal(file.content, "canary-of-router");
      assert.ok(container(large, "loki").envs.includes("AWS_SECRET_ACCESS_KEY=canary-of-s3"));
      assert.ok(container(large, "grafana").envs.includes("GF_SECURITY_ADMIN_PASSWORD=canary-of-admin"));
    });
  });
});
