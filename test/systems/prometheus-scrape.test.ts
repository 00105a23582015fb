import assert from "node:assert/strict";
import { JOBS } from "../../model/jobs.ts";
import { job, jobs, series, target } from "./prometheus-of.ts";

describe("Prometheus' scrape jobs", () => {
  it("are the stack's, the cluster's and the annotated ones", () => {
    const names = jobs().map(({ job_name }) => job_name);
    assert.deepEqual([...names].sort(), Object.values(JOBS).sort());
  });

  it("have no job for an exporter that is off", () => {
    const exporters = { cadvisor: false, kubeStateMetrics: false, nodeExporter: false };
    assert.deepEqual(
      jobs({ exporters }).map(({ job_name }) => job_name),
      ["stack", "spans", "services", "pods"],
    );
  });

  it("watch the stack's pods once", () => {
    const discoveries = ["stack", "spans", "kube-state-metrics", "node-exporter"].map((name) =>
      JSON.stringify(job(name).kubernetes_sd_configs),
    );
    assert.equal(new Set(discoveries).size, 1);
  });

  it("check the kubelets' certificates where the cluster's authority signs them", () => {
    const signed = { network: { kubeletCertificates: "cluster" } };
    for (const name of ["kubelet", "cadvisor"]) {
      assert.deepEqual(job(name).tls_config, { insecure_skip_verify: true });
      const authority = "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt";
      assert.deepEqual(job(name, signed).tls_config, { ca_file: authority });
    }
  });

  describe("stack", () => {
    const meta = {
      namespace: "lookout",
      pod_name: "loki-0",
      pod_label_app_kubernetes_io_name: "loki",
      pod_annotation_lookout_metrics_port: "3100",
      pod_annotation_lookout_metrics_path: "/own/metrics",
      pod_container_port_number: "3100",
    };

    it("looks in both namespaces of the stack", () => {
      const { kubernetes_sd_configs: discovery } = job("stack", {
        target: { kind: "kubernetes", namespace: "watch", hostNamespace: "watch-nodes" },
      });
      assert.deepEqual(discovery, [
        {
          role: "pod",
          namespaces: { names: ["watch", "watch-nodes"] },
          selectors: [{ role: "pod", label: "app.kubernetes.io/part-of=lookout" }],
        },
      ]);
    });

    it("names the job after the workload and the instance after the pod", () => {
      assert.deepEqual(target("stack", meta, "10.0.0.1:3100"), {
        __address__: "10.0.0.1:3100",
        __metrics_path__: "/own/metrics",
        job: "loki",
        namespace: "lookout",
        pod: "loki-0",
        instance: "loki-0",
      });
    });

    it("leaves out other ports, pods without metrics, and pods that have ended", () => {
      assert.equal(target("stack", { ...meta, pod_container_port_number: "9095" }), undefined);
      assert.equal(target("stack", { namespace: "lookout", pod_name: "job" }), undefined);
      assert.equal(target("stack", { ...meta, pod_phase: "Succeeded" }), undefined);
    });
  });

  describe("spans", () => {
    const meta = {
      pod_name: "collector-x",
      pod_label_app_kubernetes_io_name: "collector",
      pod_container_port_number: "8889",
    };

    it("keeps the services' own labels and tells collectors apart", () => {
      assert.equal(job("spans").honor_labels, true);
      assert.equal(target("spans", meta)?.["collector"], "collector-x");
    });

    it("reads the samplers' service graph too", () => {
      const sampler = { ...meta, pod_label_app_kubernetes_io_name: "collector-sampler" };
      assert.ok(target("spans", sampler));
    });

    it("reads only that port, and only of collectors", () => {
      assert.equal(target("spans", { ...meta, pod_container_port_number: "8888" }), undefined);
      assert.equal(target("spans", { ...meta, pod_label_app_kubernetes_io_name: "loki" }), undefined);
    });

    it("drops the label that changes with every start of a collector", () => {
      assert.deepEqual(series("spans", { job: "cart", collector_instance_id: "1" }), { job: "cart" });
    });

    it("say where a service that pushes runs as scraping does, but not against its own words", () => {
      const place = { k8s_namespace_name: "shop", k8s_pod_name: "cart-1" };
      assert.deepEqual(series("spans", place), { ...place, namespace: "shop", pod: "cart-1" });
      assert.deepEqual(series("spans", { ...place, namespace: "of-a-queue" }), {
        ...place,
        namespace: "of-a-queue",
        pod: "cart-1",
      });
    });
  });

  describe("kubelet and cadvisor", () => {
    it("ask the node itself, with the token of the service account", () => {
      for (const name of ["kubelet", "cadvisor"]) {
        const { authorization, kubernetes_sd_configs: discovery, scheme } = job(name);
        assert.equal(scheme, "https");
        assert.deepEqual(discovery, [{ role: "node" }]);
        assert.deepEqual(authorization, {
          credentials_file: "/var/run/secrets/kubernetes.io/serviceaccount/token",
        });
      }
      assert.equal(job("cadvisor").metrics_path, "/metrics/cadvisor");
    });

    it("name the node", () => {
      assert.equal(target("kubelet", { node_name: "n1" })?.["node"], "n1");
    });

    it("drop the kubelet's histograms of its own requests, and keep volumes", () => {
      assert.equal(series("kubelet", { __name__: "rest_client_request_duration_seconds_bucket" }), undefined);
      assert.ok(series("kubelet", { __name__: "kubelet_volume_stats_used_bytes" }));
    });

    it("drop sums over cgroups, and keep containers, pods' networks and the machine", () => {
      const kept = (labels: Record<string, string>) => series("cadvisor", labels) !== undefined;
      assert.ok(kept({ __name__: "container_memory_working_set_bytes", container: "app" }));
      assert.ok(!kept({ __name__: "container_memory_working_set_bytes", pod: "cart-1" }));
      assert.ok(kept({ __name__: "container_network_receive_bytes_total", pod: "cart-1" }));
      assert.ok(kept({ __name__: "machine_memory_bytes" }));
    });

    for (const name of [
      "container_network_tcp6_usage_total",
      "container_network_advance_tcp_stats_total",
      "container_tasks_state",
      "container_memory_failures_total",
      "container_blkio_device_usage_total",
      "container_fs_io_time_seconds_total",
    ]) {
      it(`drop ${name}`, () => {
        assert.equal(series("cadvisor", { __name__: name, container: "app" }), undefined);
      });
    }

    for (const name of ["container_fs_usage_bytes", "container_fs_writes_bytes_total"]) {
      it(`keep ${name}`, () => assert.ok(series("cadvisor", { __name__: name, container: "app" })));
    }
  });

  describe("exporters", () => {
    it("leave the labels of kube-state-metrics as they are", () => {
      const meta = {
        namespace: "lookout",
        pod_name: "ksm",
        pod_label_app_kubernetes_io_name: "kube-state-metrics",
        pod_container_port_number: "8080",
      };
      assert.equal(job("kube-state-metrics").honor_labels, true);
      assert.deepEqual(target("kube-state-metrics", meta), { __address__: "10.0.0.1:8080", instance: "ksm" });
      assert.equal(target("kube-state-metrics", { ...meta, pod_container_port_number: "8081" }), undefined);
    });

    it("name nodes instead of node-exporter's pods", () => {
      const meta = {
        pod_node_name: "n1",
        pod_label_app_kubernetes_io_name: "node-exporter",
        pod_container_port_number: "9100",
      };
      assert.deepEqual(target("node-exporter", meta), {
        __address__: "10.0.0.1:8080",
        instance: "n1",
        node: "n1",
      });
    });
  });
});
