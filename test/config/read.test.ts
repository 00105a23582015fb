import assert from "node:assert/strict";
import { type ReadConfig, readConfig } from "../../config/read.ts";
import { SIZES, type SizedSystem } from "../../config/sizes.ts";
import { testConfig } from "../config-of.ts";

type Values = Readonly<Record<string, unknown>>;

function read(values: Values, secrets: Values = {}): ReadConfig {
  const input = { stack: "test", values: { ...values, ...secrets }, readFile: () => undefined };
  return readConfig({ ...input, encrypted: new Set(Object.keys(secrets)) });
}

describe("config/read: good input", () => {
  describe("defaults", () => {
    const config = testConfig();

    const cases: readonly (readonly [string, unknown, unknown])[] = [
      ["the environment is the stack's name", config.environment, "test"],
      ["the cluster is the stack's name", config.cluster, "test"],
      ["the size is small", config.size, "small"],
      ["the target is Kubernetes", config.target.kind, "kubernetes"],
      ["Prometheus keeps 31 days", config.prometheus.retention, { text: "31d", seconds: 2_678_400 }],
      ["Prometheus keeps 80% of its volume", config.prometheus.retentionSize.text, "16384Mi"],
      ["Loki keeps a week", config.loki.retention.text, "7d"],
      ["Grafana evaluates alerts", config.alerting.engine, "grafana"],
      ["Grafana is at home on localhost", config.grafana.url.href, "http://localhost:3000/"],
      ["every trace is kept", config.collector.sampling, undefined],
    ];
    for (const [name, actual, expected] of cases) it(name, () => assert.deepEqual(actual, expected));

    it("need nothing of the owner", () => assert.deepEqual(read({}).needs, []));
  });

  describe("sizes", () => {
    for (const [size, preset] of Object.entries(SIZES)) {
      const config = testConfig({ size });
      for (const [system, share] of Object.entries(preset)) {
        it(`${size} gives ${system} its share`, () => {
          const { resources, ...more } = config[system as SizedSystem];
          assert.deepEqual(resources, share.resources);
          assert.deepEqual("volume" in more ? more.volume : undefined, share.volume);
        });
      }
    }

    const overridden = testConfig({
      size: "medium",
      prometheus: { volume: "100Gi", resources: { cpu: 3 } },
      agent: { resources: { memoryLimit: "1Gi" } },
    });

    it("are overridden one value at a time", () => {
      assert.deepEqual(overridden.prometheus.resources, {
        ...SIZES.medium.prometheus.resources,
        cpu: { text: "3", cores: 3 },
      });
      assert.deepEqual(overridden.agent.resources, {
        ...SIZES.medium.agent.resources,
        memoryLimit: { text: "1Gi", bytes: 2 ** 30 },
      });
    });

    it("leave 80% of an overridden volume to Prometheus' data", () => {
      assert.equal(overridden.prometheus.retentionSize.text, "81920Mi");
    });

    it("give way to a retention size of the user's", () => {
      const { prometheus } = testConfig({ prometheus: { retentionSize: "10Gi" } });
      assert.equal(prometheus.retentionSize.text, "10Gi");
    });
  });

  describe("the namespace of per-node workloads", () => {
    const hostNamespaces: readonly (readonly [string, Values, string])[] = [
      ["follows the main one", { namespace: "watch" }, "watch-host"],
      ["is the user's where given", { namespace: "watch", hostNamespace: "nodes" }, "nodes"],
      ["may be given for a long main one", { namespace: "a".repeat(63), hostNamespace: "nodes" }, "nodes"],
    ];
    for (const [name, values, expected] of hostNamespaces) {
      it(name, () => {
        const { target } = testConfig({ target: { kind: "kubernetes", ...values } });
        assert.equal(target.kind === "kubernetes" && target.hostNamespace, expected);
      });
    }
  });

  describe("values that look wrong and are not", () => {
    const accepted: readonly (readonly [string, Values])[] = [
      ["processor time as a number", { loki: { resources: { cpu: 1.5 } } }],
      ["fractions of bytes", { loki: { volume: "1.5Ti" } }],
      ["compound durations", { prometheus: { retention: "1y2w3d" } }],
      ["ranges of IPv6", { network: { nodeCidrs: ["fd00::/8", "::/0", "2001:db8::1/128"] } }],
      ["an address for a host", { grafana: { database: { kind: "postgres", host: "10.0.0.5" } } }],
      ["http on another name of this machine", { grafana: { url: "http://127.0.0.1:3000/grafana" } }],
      [
        "a mirror with a port and a path",
        { target: { kind: "kubernetes", imageMirror: "m.corp.io:5000/a/b_c" } },
      ],
      ["OTLP from named namespaces", { network: { otlpFrom: ["team-a"] } }],
      [
        "anything Prometheus may read in a scrape config",
        { prometheus: { scrapeConfigs: [{ job_name: "a", x: [1] }] } },
      ],
      [
        "a job of one's own called demo, where there is no demo",
        { prometheus: { scrapeConfigs: [{ job_name: "demo" }] } },
      ],
      [
        "fractions as the CLI writes them, in quotes",
        {
          slos: [
            {
              name: "a",
              service: "a",
              objective: "99.9",
              minimumTraffic: "0.5",
              indicator: { kind: "http" },
            },
          ],
        },
      ],
      [
        "a password's file in a scrape config",
        { prometheus: { scrapeConfigs: [{ job_name: "a", basic_auth: { password_file: "/a" } }] } },
      ],
    ];
    for (const [name, values] of accepted) it(name, () => assert.doesNotThrow(() => testConfig(values)));
  });

  it("reads rule files under names that a directory of rules can hold", () => {
    const files = { "rules/a team.yml": "groups: []", "b.yaml": "groups: []" };
    const { prometheus } = testConfig({ prometheus: { ruleFiles: Object.keys(files) } }, files);
    assert.deepEqual(prometheus.ruleFiles, [
      { name: "rules-a_team.yml", content: "groups: []", records: [] },
      { name: "b.yaml.yml", content: "groups: []", records: [] },
    ]);
  });
});
