import assert from "node:assert/strict";
import { listNeeds, NeedsError } from "../../config/problem.ts";
import { type ReadConfig, readConfig } from "../../config/read.ts";

type Values = Readonly<Record<string, unknown>>;

function read(values: Values, secrets: Values = {}): ReadConfig {
  const input = { stack: "test", values: { ...values, ...secrets }, readFile: () => undefined };
  return readConfig({ ...input, encrypted: new Set(Object.keys(secrets)) });
}

/** Path → command, of all that is missing. */
const needed = (values: Values, secrets: Values = {}) =>
  Object.fromEntries(read(values, secrets).needs.map(({ path, command }) => [path, command]));

const MIMIR = { name: "mimir", url: "https://mimir.corp.io/push" };

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
      "what the contact points are reached by",
      {
        alerting: {
          contactPoints: [
            { kind: "pagerduty", name: "oncall" },
            { kind: "slack", name: "platform", channel: "alerts" },
            { kind: "teams", name: "office" },
            { kind: "webhook", name: "bot", url: "https://bot.corp.io" },
          ],
        },
      },
      ["contactPoint-oncall", "contactPoint-platform", "contactPoint-office"],
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
      "alerting.contactPoints[0].url",
      { alerting: { contactPoints: [{ kind: "webhook", name: "bot", url: "https://bot.example.com" }] } },
      "<url>",
    ],
    [
      "alerting.contactPoints[0].addresses[1]",
      {
        alerting: {
          contactPoints: [{ kind: "email", name: "desk", addresses: ["a@corp.io", "b@example.com"] }],
        },
        grafana: { smtp: { host: "mail.corp.io", from: "a@corp.io" } },
      },
      "<address>",
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

  it("says what a secret is where its key does not", () => {
    const contactPoints = [
      { kind: "pagerduty", name: "a" },
      { kind: "slack", name: "b", channel: "alerts" },
      { kind: "teams", name: "c" },
    ];
    assert.deepEqual(
      read({ alerting: { contactPoints } }).needs.map(({ reason }) => reason),
      [
        `PagerDuty's integration key that contact point "a" needs`,
        `the URL of Slack's incoming webhook that contact point "b" needs`,
        `the URL of Teams' webhook that contact point "c" needs`,
      ],
    );
  });

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
