import assert from "node:assert/strict";
import { job, jobs, series, target, workload } from "./prometheus-of.ts";

const POD = { namespace: "shop", pod_name: "cart-1", pod_node_name: "n1", pod_ip: "10.0.0.1" };
const POD_ANNOTATED = { ...POD, pod_annotation_prometheus_io_scrape: "true" };
const SERVICE = {
  ...POD,
  service_name: "cart",
  service_annotation_prometheus_io_scrape: "true",
  endpointslice_port: "8080",
};

describe("Prometheus' jobs for what is not its stack's", () => {
  for (const name of ["services", "pods"]) {
    const meta = name === "services" ? SERVICE : POD_ANNOTATED;

    describe(name, () => {
      it("bounds what a target may expose, and takes answers without a content type", () => {
        const { fallback_scrape_protocol, label_limit, sample_limit } = job(name);
        assert.equal(sample_limit, 50_000);
        assert.equal(label_limit, 64);
        assert.equal(fallback_scrape_protocol, "PrometheusText0.0.4");
      });

      it("leaves out what is not annotated, and the stack's own", () => {
        assert.equal(target(name, POD), undefined);
        assert.equal(target(name, { ...meta, namespace: "lookout" }), undefined);
        assert.equal(target(name, { ...meta, namespace: "lookout-host" }), undefined);
      });

      it("says where the pod is", () => {
        const labels = target(name, meta);
        assert.deepEqual(
          [labels?.["namespace"], labels?.["pod"], labels?.["node"]],
          ["shop", "cart-1", "n1"],
        );
      });

      it("names the service by app.kubernetes.io/name, else by app", () => {
        const app = { ...meta, pod_label_app: "b" };
        assert.equal(target(name, app)?.["service_name"], "b");
        assert.equal(target(name, { ...app, pod_label_app_kubernetes_io_name: "a" })?.["service_name"], "a");
      });

      it("leaves a series the service that it names itself", () => {
        assert.deepEqual(series(name, { service_name: "pod", exported_service_name: "own" }), {
          service_name: "own",
        });
        assert.deepEqual(series(name, { service_name: "pod" }), { service_name: "pod" });
      });

      it("uses the configured label of services", () => {
        const values = { metrics: { labels: { service: "application" } } };
        const labels = target(name, { ...meta, pod_label_app: "b" }, undefined, values);
        assert.equal(labels?.["application"], "b");
        assert.equal(labels?.["service_name"], undefined);
      });
    });
  }

  describe("services", () => {
    it("follows the annotations for port, path and scheme", () => {
      const meta = {
        ...SERVICE,
        service_annotation_prometheus_io_port: "9102",
        service_annotation_prometheus_io_path: "/own",
        service_annotation_prometheus_io_scheme: "https",
      };
      const labels = target("services", meta, "[fd00::1]:8080");
      assert.equal(labels?.["__address__"], "[fd00::1]:9102");
      assert.equal(labels?.["__metrics_path__"], "/own");
      assert.equal(labels?.["__scheme__"], "https");
    });

    it("does not scrape a pod that is annotated itself a second time", () => {
      assert.equal(target("services", { ...SERVICE, ...POD_ANNOTATED }), undefined);
    });

    it("leaves out ports of the pods that the service does not have", () => {
      assert.equal(target("services", { ...SERVICE, endpointslice_port: "" }), undefined);
    });

    it("is named after the service where pods say nothing", () => {
      const labels = target("services", SERVICE);
      assert.deepEqual([labels?.["job"], labels?.["service_name"]], ["cart", "cart"]);
    });
  });

  describe("pods", () => {
    const meta = { ...POD_ANNOTATED, pod_annotation_prometheus_io_port: "9102" };

    it("takes the port from the annotation", () => {
      assert.equal(target("pods", meta)?.["__address__"], "10.0.0.1:9102");
      assert.equal(target("pods", { ...meta, pod_ip: "fd00::1" })?.["__address__"], "[fd00::1]:9102");
    });

    it("leaves out what does not run: init containers, pods that wait or have ended", () => {
      assert.equal(target("pods", { ...meta, pod_container_init: "true" }), undefined);
      assert.equal(target("pods", { ...meta, pod_phase: "Pending" }), undefined);
    });
  });

  describe("the user's own", () => {
    const own = {
      job_name: "database",
      static_configs: [{ targets: ["db.example.com:9187", "db2.example.com"] }],
      basic_auth: { username: "lookout", password_file: "/etc/prometheus/secrets/database" },
    };
    const values = { prometheus: { scrapeConfigs: [own], scrapeSecrets: ["database"] } };

    it("come last, as they were written", () => {
      assert.deepEqual(jobs(values).at(-1), own);
    });

    it("find their secrets in files", () => {
      assert.deepEqual(workload(values).secretFiles, [
        {
          name: "secrets",
          directory: "/etc/prometheus/secrets",
          files: { database: "scrapeSecret-database" },
        },
      ]);
    });

    it("may reach the ports of the targets that they list", () => {
      const ports = workload(values)
        .egress.filter(({ reason }) => reason === "scrapes targets of database")
        .map((each) => each.ports);
      assert.deepEqual(ports, [[9187], [80]]);
    });
  });
});
