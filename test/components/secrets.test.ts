import assert from "node:assert/strict";
import { stackSchema } from "../../config/schema/index.ts";
import { secretUses } from "../../config/secrets.ts";
import { SECRETS } from "../../model/secrets.ts";
import { grafanaFiles } from "../../tools/preview/grafana.ts";
import { configFiles, manifestFiles, manifestsOf } from "../../tools/preview/manifests.ts";
import { MASK } from "../../tools/recording/registration.ts";
import { testConfig } from "../config-of.ts";
import { type Ran, runStack } from "../program.ts";
import { CANARIES, EVERYTHING } from "./fixtures.ts";

/** The datasources' go into Grafana's content alone. */
const IN_CONTENT = ["datasource-books-password"];
const DEPLOYED = Object.keys(CANARIES).filter((key) => !IN_CONTENT.includes(key));

describe("components: secrets", () => {
  let ran: Ran;
  before(async () => {
    ran = await runStack(EVERYTHING, { secrets: CANARIES });
  });

  it("are all planted: every one that a config can make necessary, and those that are generated", () => {
    const used = secretUses(stackSchema.parse(EVERYTHING)).map(({ key }) => key);
    assert.deepEqual(
      Object.keys(CANARIES).sort(),
      [...used, SECRETS.grafanaAdminPassword, SECRETS.grafanaSecretKey].sort(),
    );
  });

  for (const [key, canary] of Object.entries(CANARIES)) {
    it(`are in no registration and no output in plain text: ${key}`, () => {
      const seen = JSON.stringify([
        ran.registrations.map(({ plain: _, ...registration }) => registration),
        ran.outputs,
        [...ran.componentOutputs],
      ]);
      assert.ok(!seen.includes(canary));
      assert.ok(!seen.includes(Buffer.from(canary).toString("base64")));
    });
  }

  for (const key of DEPLOYED) {
    it(`reach whoever reads them as a Secret, and as nothing else: ${key}`, () => {
      const inCluster = ran.registrations.filter(({ type }) => type.startsWith("kubernetes:"));
      const holding = inCluster.filter(({ plain }) => JSON.stringify(plain).includes(CANARIES[key]!));
      assert.ok(holding.length > 0, "nobody gets it");
      for (const { inputs, plain, secrets } of holding) {
        assert.equal(inputs.kind, "Secret");
        assert.equal(plain.stringData[key], CANARIES[key]);
        assert.ok(secrets.includes(`stringData.${key}`));
      }
    });
  }

  it("reach Grafana's content as secrets alone", async () => {
    const alerting = { ...EVERYTHING.alerting, engine: "grafana" };
    const evaluating = await runStack({ ...EVERYTHING, alerting }, { secrets: CANARIES });
    const content = evaluating.registrations.filter(({ name }) => name.startsWith("lookout-grafana-content"));
    for (const { inputs, name } of content) assert.doesNotMatch(JSON.stringify(inputs), /canary/, name);
    const told = JSON.stringify(content.map(({ plain }) => plain));
    const expected = [
      "datasource-books-password",
      "contactPoint-oncall",
      "contactPoint-platform",
      "contactPoint-office",
    ];
    for (const key of [...expected, "grafanaAdminPassword"]) assert.ok(told.includes(CANARIES[key]!), key);
  });

  it("are in no file that the preview writes", () => {
    const manifests = manifestsOf(ran.registrations);
    const content = grafanaFiles(testConfig(EVERYTHING));
    const files = [...manifestFiles(manifests), ...configFiles(manifests), ...content];
    assert.ok(files.length > 50);
    for (const [path, content] of files) assert.doesNotMatch(content, /canary/, path);
  });

  it("are named where they are used, so that a pod finds each in its own Secret", () => {
    for (const { inputs } of ran.controllers) {
      const { containers, initContainers, volumes } = inputs.spec.template.spec;
      const inEnvironment = [...containers, ...initContainers].flatMap(({ env }) =>
        env.flatMap(({ valueFrom }: { valueFrom?: { secretKeyRef?: { name: string; key: string } } }) =>
          valueFrom?.secretKeyRef === undefined ? [] : [valueFrom.secretKeyRef],
        ),
      );
      const inFiles = volumes.flatMap(
        ({ secret }: { secret?: { secretName: string; items: readonly { key: string }[] } }) =>
          (secret?.items ?? []).map(({ key }) => ({ name: secret!.secretName, key })),
      );
      for (const { name, key } of [...inEnvironment, ...inFiles]) {
        assert.equal(name, `${inputs.metadata.name}-secrets`);
        assert.equal(ran.manifest("Secret", name).stringData[key], MASK, `${name}: ${key}`);
      }
    }
  });

  it("are not given to workloads that do not read them", () => {
    const keys = ran
      .kind("Secret")
      .map(({ inputs }) => [inputs.metadata.name, Object.keys(inputs.stringData).sort()]);
    assert.deepEqual(Object.fromEntries(keys), {
      "alertmanager-secrets": [
        "contactPoint-office",
        "contactPoint-oncall",
        "contactPoint-platform",
        "smtpPassword",
      ],
      "grafana-secrets": [
        "githubClientSecret",
        "grafanaAdminPassword",
        "grafanaDatabasePassword",
        "grafanaSecretKey",
        "smtpPassword",
      ],
      "jaeger-secrets": ["jaegerOpensearchPassword"],
      "loki-secrets": ["lokiS3AccessKeyId", "lokiS3SecretAccessKey"],
      "prometheus-secrets": ["remoteWritePassword-vendor", "remoteWriteToken-mimir", "scrapeSecret-router"],
    });
  });

  describe("that the stack does not hold", () => {
    let generated: Ran;
    before(async () => {
      generated = await runStack();
    });

    it("are generated: the administrator's password, Grafana's key and the salt of checksums", () => {
      const made = generated.registrations.filter(({ type }) => type.endsWith(":RandomPassword"));
      assert.deepEqual(made.map(({ name }) => name).sort(), [
        "lookout-credentials-checksum-salt",
        "lookout-credentials-grafana-admin-password",
        "lookout-credentials-grafana-secret-key",
      ]);
      for (const { options, plain } of made) {
        assert.equal(plain.length, 32);
        assert.ok((options["additionalSecretOutputs"] as string[]).includes("result"));
      }
    });

    it("are secret like the others", () => {
      const { plain, secrets } = generated.object("Secret", "grafana-secrets");
      assert.deepEqual([...secrets].sort(), [
        "stringData.grafanaAdminPassword",
        "stringData.grafanaSecretKey",
      ]);
      for (const value of Object.values<string>(plain.stringData)) {
        const elsewhere = generated.registrations.filter(({ plain: _, ...rest }) =>
          JSON.stringify(rest).includes(value),
        );
        assert.deepEqual(elsewhere, []);
      }
    });

    it("are not generated where the stack holds them", () => {
      const made = ran.registrations.filter(({ type }) => type.endsWith(":RandomPassword"));
      assert.deepEqual(
        made.map(({ name }) => name),
        ["lookout-credentials-checksum-salt"],
      );
    });
  });
});
