import assert from "node:assert/strict";
import { filesOf, workload, yml } from "./prometheus-of.ts";

const RULES = "groups:\n  - name: own\n    rules: []\n";

describe("Prometheus", () => {
  describe("its process", () => {
    it("reads its configuration from a directory that is mounted whole", () => {
      const { args } = workload();
      assert.ok(args.includes("--config.file=/etc/prometheus/config/prometheus.yml"));
      assert.equal(filesOf(workload(), "config").directory, "/etc/prometheus/config");
    });

    it("reloads configuration and rules in place", () => {
      assert.ok(workload().args.includes("--config.auto-reload"));
      assert.deepEqual(
        workload().files.map(({ name, onChange }) => [name, onChange]),
        [
          ["config", "reload"],
          ["rules", "reload"],
        ],
      );
    });

    it("keeps exemplars", () => {
      assert.ok(workload().args.includes("--enable-feature=exemplar-storage"));
    });

    it("keeps its data on a volume of the configured size that outlives a destroy", () => {
      const { args, volumes } = workload({ prometheus: { volume: "77Gi" } });
      assert.ok(args.includes("--storage.tsdb.path=/prometheus"));
      assert.deepEqual(
        volumes.map((volume) => [volume.kind, volume.directory, "size" in volume && volume.size.text]),
        [["data", "/prometheus", "77Gi"]],
      );
      assert.ok(volumes.every((volume) => volume.kind === "data" && volume.keep));
    });

    it("gets half an hour for a replay and five minutes to stop", () => {
      const { gracePeriodSeconds, probes } = workload();
      assert.equal(probes.startup.periodSeconds * probes.startup.failures, 1800);
      assert.equal(probes.liveness.path, "/-/healthy");
      assert.equal(probes.readiness.path, "/-/ready");
      assert.equal(gracePeriodSeconds, 300);
    });

    it("has the configured replicas and resources", () => {
      const { env, replicas, resources, sessionAffinity } = workload({
        prometheus: { replicas: 2, resources: { memory: "1Gi", memoryLimit: "2Gi" } },
      });
      assert.equal(replicas, 2);
      assert.equal(sessionAffinity, true);
      assert.equal(resources.memoryLimit.text, "2Gi");
      assert.equal(env["GOMEMLIMIT"], "1843MiB");
    });
  });

  describe("its configuration", () => {
    it("limits retention by time and by size, in Prometheus' own units", () => {
      const { retention } = yml({ prometheus: { retention: "30d", volume: "100Gi", retentionSize: "50Gi" } })
        .storage.tsdb;
      assert.deepEqual(retention, { time: "30d", size: "51200MiB" });
    });

    it("writes a decimal size rounded down", () => {
      const { retention } = yml({ prometheus: { retentionSize: "10G" } }).storage.tsdb;
      assert.equal(retention.size, "9536MiB");
    });

    for (const [interval, timeout, slow] of [
      ["30s", "10s", "24s"],
      ["5s", "4s", "4s"],
      ["2m", "10s", "96s"],
    ]) {
      it(`gives up a scrape before the next: ${interval}`, () => {
        const { global, scrape_configs: jobs } = yml({ prometheus: { scrapeInterval: interval } });
        assert.equal(global.scrape_interval, interval);
        assert.equal(global.evaluation_interval, interval);
        assert.equal(global.scrape_timeout, timeout);
        const cadvisor = jobs.find((job: { job_name: string }) => job.job_name === "cadvisor");
        assert.equal(cadvisor.scrape_timeout, slow);
      });
    }

    it("labels what leaves it, with the replica's name from the environment", () => {
      const values = {
        cluster: "east",
        environment: "live",
        prometheus: { externalLabels: { region: "north" } },
      };
      assert.deepEqual(yml(values).global.external_labels, {
        region: "north",
        cluster: "east",
        environment: "live",
        replica: "${POD_NAME}",
      });
      assert.deepEqual(workload().env["POD_NAME"], { field: "pod-name" });
    });

    it("does not read the environment for a dollar of the user's", () => {
      const labels = yml({ prometheus: { externalLabels: { price: "$5 ${HOME}" } } }).global.external_labels;
      assert.equal(labels.price, "$$5 $${HOME}");
    });

    it("is the same for one replica and two", () => {
      assert.deepEqual(yml({ prometheus: { replicas: 2 } }), yml());
    });

    it("sends no alerts while Grafana evaluates them", () => {
      assert.equal(yml().alerting, undefined);
    });

    it("sends alerts to every Alertmanager, without the replica's name", () => {
      const { alerting } = yml({ alerting: { engine: "prometheus" } });
      assert.deepEqual(alerting.alert_relabel_configs, [{ regex: "replica", action: "labeldrop" }]);
      const [{ dns_sd_configs: discovery }] = alerting.alertmanagers;
      assert.deepEqual(discovery[0].names, ["alertmanager-peers"]);
      assert.equal(discovery[0].type, "A");
      assert.equal(discovery[0].port, 9093);
    });
  });

  describe("its rules", () => {
    it("have a directory even without any", () => {
      assert.deepEqual(filesOf(workload(), "rules").files, {});
      assert.deepEqual(yml().rule_files, ["/etc/prometheus/rules/*.yml"]);
    });

    it("get names that the pattern finds", () => {
      const paths = { "rules/a.yml": RULES, "rules/b.yaml": RULES, "my rules.yml": RULES };
      const { files } = filesOf(workload({ prometheus: { ruleFiles: Object.keys(paths) } }, paths), "rules");
      assert.deepEqual(Object.keys(files), ["rules-a.yml", "rules-b.yaml.yml", "my_rules.yml"]);
      assert.equal(files["rules-a.yml"], RULES);
    });
  });

  describe("its connections", () => {
    it("admits Grafana, Jaeger and itself, and nobody else", () => {
      assert.deepEqual(workload().access, [
        {
          from: [{ workload: "grafana" }, { workload: "jaeger" }, { workload: "prometheus" }],
          ports: ["http"],
        },
      ]);
    });

    it("reaches pods on the configured ports, nodes and the API server by their addresses", () => {
      const { egress } = workload({
        network: {
          scrapePorts: [8080],
          nodeCidrs: ["10.1.0.0/16"],
          apiServer: { cidrs: ["10.0.0.1/32"], ports: [6443] },
        },
      });
      assert.deepEqual(
        egress.map(({ ports, to }) => ({ ports, to })),
        [
          { ports: [6443], to: [{ cidr: "10.0.0.1/32" }] },
          { ports: [8080], to: ["cluster"] },
          { ports: [10250, 9100], to: [{ cidr: "10.1.0.0/16" }] },
        ],
      );
    });

    it("does not reach nodes without exporters on them", () => {
      const { egress } = workload({ exporters: { cadvisor: false, nodeExporter: false } });
      assert.ok(egress.every(({ reason }) => reason !== "scrapes the nodes"));
    });
  });

  describe("its rights", () => {
    it("are to discover, and to read the kubelet's metrics", () => {
      assert.deepEqual(
        workload().permissions.flatMap(({ resources, verbs }) =>
          (resources ?? []).map((each) => `${verbs} ${each}`),
        ),
        [
          "list,watch pods",
          "list,watch services",
          "list,watch endpointslices",
          "list,watch nodes",
          "get nodes/metrics",
        ],
      );
    });

    it("leave nodes out without the kubelet's metrics", () => {
      const { permissions } = workload({ exporters: { cadvisor: false } });
      assert.ok(!JSON.stringify(permissions).includes("nodes"));
    });
  });
});
