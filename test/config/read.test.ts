import assert from "node:assert/strict";
import { listNeeds, NeedsError } from "../../config/problem.ts";
import { type ReadConfig, readConfig } from "../../config/read.ts";
import { SIZES, type SizedSystem } from "../../config/sizes.ts";
import { toInput } from "../../config/texts.ts";
import { testConfig } from "../config-of.ts";

type Values = Readonly<Record<string, unknown>>;

function read(values: Values, secrets: Values = {}): ReadConfig {
  const input = { stack: "test", values: { ...values, ...secrets }, readFile: () => undefined };
  return readConfig({ ...input, encrypted: new Set(Object.keys(secrets)) });
}

/** Path → command, of all that is missing. */
const needed = (values: Values, secrets: Values = {}) =>
  Object.fromEntries(read(values, secrets).needs.map(({ path, command }) => [path, command]));

const MIMIR = { name: "mimir", url: "https://mimir.corp.io/push" };

describe("config/read: good input", () => {
  describe("defaults", () => {
    const config = testConfig();

    const cases: readonly (readonly [string, unknown, unknown])[] = [
      ["the environment is the stack's name", config.environment, "test"],
      ["the cluster is the stack's name", config.cluster, "test"],
      ["the size is small", config.size, "small"],
      ["the target is Kubernetes", config.target.kind, "kubernetes"],
      ["Prometheus keeps 15 days", config.prometheus.retention, { text: "15d", seconds: 1_296_000 }],
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
      { name: "rules-a_team.yml", content: "groups: []" },
      { name: "b.yaml.yml", content: "groups: []" },
    ]);
  });
});

describe("config/read: what is missing", () => {
  const secrets: readonly (readonly [string, Values, readonly string[]])[] = [
    [
      "a password of remote write",
      { prometheus: { remoteWrite: [{ ...MIMIR, auth: { kind: "basic", user: "u" } }] } },
      ["remoteWritePassword-mimir"],
    ],
    [
      "a token of remote write",
      { prometheus: { remoteWrite: [{ ...MIMIR, auth: { kind: "bearer" } }] } },
      ["remoteWriteToken-mimir"],
    ],
    ["no secret of an open receiver", { prometheus: { remoteWrite: [MIMIR] } }, []],
    ["scrape secrets", { prometheus: { scrapeSecrets: ["a", "b"] } }, ["scrapeSecret-a", "scrapeSecret-b"]],
    [
      "keys of a bucket",
      { loki: { storage: { kind: "s3", bucket: "logs" } } },
      ["lokiS3AccessKeyId", "lokiS3SecretAccessKey"],
    ],
    [
      "no keys with workload identity",
      { loki: { storage: { kind: "s3", bucket: "logs", credentials: "workload-identity" } } },
      [],
    ],
    [
      "OpenSearch's password",
      { jaeger: { storage: { kind: "opensearch", urls: ["https://search.corp.io"] } } },
      ["jaegerOpensearchPassword"],
    ],
    [
      "PostgreSQL's password",
      { grafana: { database: { kind: "postgres", host: "db.corp.io" } } },
      ["grafanaDatabasePassword"],
    ],
    [
      "the mail user's password",
      { grafana: { smtp: { host: "mail.corp.io", from: "a@corp.io", user: "u" } } },
      ["smtpPassword"],
    ],
    [
      "no password without a mail user",
      { grafana: { smtp: { host: "mail.corp.io", from: "a@corp.io" } } },
      [],
    ],
    [
      "GitHub's secret",
      { grafana: { github: { clientId: "Iv1", organizations: ["corp"] } } },
      ["githubClientSecret"],
    ],
    [
      "a datasource's fields",
      { grafana: { datasources: [{ uid: "pg", name: "PG", type: "postgres", secrets: ["password"] }] } },
      ["datasource-pg-password"],
    ],
  ];
  for (const [name, values, keys] of secrets) {
    it(`names ${name}, with the command that sets it`, () => {
      const commands = keys.map((key) => [key, `pulumi config set --secret lookout:${key} --stack test`]);
      assert.deepEqual(needed(values), Object.fromEntries(commands));
    });
    it(`is content once it has ${name}`, () => {
      const held = Object.fromEntries(keys.map((key) => [key, "x"]));
      assert.deepEqual(needed(values, held), {});
    });
  }

  it("counts an empty secret as missing", () => {
    const values = { prometheus: { scrapeSecrets: ["a"] } };
    assert.deepEqual(Object.keys(needed(values, { "scrapeSecret-a": "" })), ["scrapeSecret-a"]);
  });

  const placeholders: readonly (readonly [string, Values, string])[] = [
    ["cluster", { cluster: "example-eu-1" }, "<cluster>"],
    ["grafana.url", { grafana: { url: "https://grafana.example.com" } }, "https://<host>"],
    [
      "grafana.smtp.from",
      { grafana: { smtp: { host: "mail.corp.io", from: "a@example.com" } } },
      "<address>",
    ],
    ["grafana.smtp.host", { grafana: { smtp: { host: "smtp.example.org", from: "a@corp.io" } } }, "<host>"],
    [
      "prometheus.remoteWrite[0].url",
      { prometheus: { remoteWrite: [{ ...MIMIR, url: "https://mimir.example.com" }] } },
      "<url>",
    ],
    [
      "loki.storage.bucket",
      { loki: { storage: { kind: "s3", bucket: "example-logs", credentials: "workload-identity" } } },
      "<bucket>",
    ],
    [
      "grafana.datasources[0].url",
      {
        grafana: {
          datasources: [{ uid: "pg", name: "PG", type: "postgres", url: "https://db.example.net" }],
        },
      },
      "<url>",
    ],
  ];
  for (const [path, values, sample] of placeholders) {
    it(`takes ${path} for a placeholder, with the command that sets it`, () => {
      const command = `pulumi config set --path 'lookout:${path}' '${sample}' --stack test`;
      assert.deepEqual(needed(values), { [path]: command });
    });
  }

  it("does not take a name that only begins alike for a placeholder", () => {
    assert.deepEqual(needed({ cluster: "examples", grafana: { url: "https://example.company.io" } }), {});
  });

  it("is listed in two lines each, under their number", () => {
    const { needs } = read({ prometheus: { scrapeSecrets: ["a"] } });
    assert.deepEqual(listNeeds(needs), [
      "  lookout:scrapeSecret-a: a secret that prometheus.scrapeSecrets needs",
      "    pulumi config set --secret lookout:scrapeSecret-a --stack test",
    ]);
    assert.match(
      new NeedsError("test", needs).message,
      /^1 thing is missing before stack "test" can be deployed:\n/,
    );
  });
});

describe("config/texts", () => {
  const input = toInput({
    project: "lookout",
    stack: "prod",
    texts: {
      "lookout:loki": '{"replicas":1}',
      "lookout:environment": "2024",
      "lookout:jaeger": "{not JSON",
      "lookout:datasource-bq-privateKey": '{"type":"service_account"}',
      "lookout-two:size": "large",
      "aws:region": "eu-central-1",
    },
    encrypted: ["lookout:datasource-bq-privateKey", "aws:secretKey"],
  });

  it("reads structured settings", () => assert.deepEqual(input.values["loki"], { replicas: 1 }));
  it("leaves a text of digits a text", () => assert.equal(input.values["environment"], "2024"));
  it("leaves broken JSON a text", () => assert.equal(input.values["jaeger"], "{not JSON"));
  it("leaves a secret of JSON the text it is", () =>
    assert.equal(input.values["datasource-bq-privateKey"], '{"type":"service_account"}'));
  it("leaves out what other projects and providers say", () =>
    assert.deepEqual(Object.keys(input.values), [
      "loki",
      "environment",
      "jaeger",
      "datasource-bq-privateKey",
    ]));
  it("knows the project's own encrypted keys", () =>
    assert.deepEqual([...input.encrypted], ["datasource-bq-privateKey"]));
});
