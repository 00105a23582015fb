import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readStackFile } from "../../tools/recording/stack-file.ts";
import { refusal, runStack, texts } from "../program.ts";
import { TOO_MANY } from "../slo/too-many.ts";
import { EVERYTHING } from "./fixtures.ts";

type Refused = Awaited<ReturnType<typeof refusal>>;

/** Nothing but the stack itself, which the engine's SDK registers before the program starts. */
function assertNothingRegistered({ registrations }: Refused): void {
  assert.deepEqual(
    registrations.map(({ type }) => type).filter((type) => type !== "pulumi:pulumi:Stack"),
    [],
  );
}

describe("components: a stack that cannot be deployed", () => {
  describe("prod as it is checked in", () => {
    let refused: Refused;
    before(async () => {
      refused = await refusal(readStackFile("Pulumi.prod.yaml", "lookout"));
    });

    it("is refused with every missing thing and the command that supplies it", () => {
      assert.equal(
        refused.error.message,
        [
          '8 things are missing before stack "prod" can be deployed:',
          '  lookout:target.context: "example-prod" is a placeholder',
          "    pulumi config set --path 'lookout:target.context' '<context>' --stack prod",
          '  lookout:grafana.url: "grafana.example.com" is a placeholder',
          "    pulumi config set --path 'lookout:grafana.url' 'https://<host>' --stack prod",
          '  lookout:alerting.runbookBaseUrl: "https://github.com/example/lookout/blob/main/docs/runbooks.md" is a placeholder',
          "    pulumi config set --path 'lookout:alerting.runbookBaseUrl' 'https://github.com/<organisation>/<repository>/blob/main/docs/runbooks.md' --stack prod",
          '  lookout:grafana.github.clientId: "example-client-id" is a placeholder',
          "    pulumi config set --path 'lookout:grafana.github.clientId' '<client id>' --stack prod",
          '  lookout:grafana.github.organizations[0]: "example" is a placeholder',
          "    pulumi config set --path 'lookout:grafana.github.organizations[0]' '<organisation>' --stack prod",
          '  lookout:grafana.github.roles[0].team: "@example/platform" is a placeholder',
          "    pulumi config set --path 'lookout:grafana.github.roles[0].team' '@<organisation>/<team>' --stack prod",
          '  lookout:alerting.routes.page: nobody would be paged in environment "prod" (no contact point yet)',
          "    pulumi config set-all --path --plaintext 'lookout:alerting.contactPoints[0].kind=pagerduty' --plaintext 'lookout:alerting.contactPoints[0].name=oncall' --plaintext 'lookout:alerting.routes.page=oncall' --stack prod",
          "  lookout:githubClientSecret: a secret that login by GitHub needs",
          "    pulumi config set --secret lookout:githubClientSecret --stack prod",
        ].join("\n"),
      );
    });

    it("is refused without a stack trace", () => assert.ok(pulumi.RunError.isInstance(refused.error)));
    it("registers nothing", () => assertNothingRegistered(refused));
  });

  describe("one whose secrets are missing", () => {
    let refused: Refused;
    before(async () => {
      refused = await refusal(texts(EVERYTHING));
    });

    it("is refused with the command for each", () => {
      const commands = refused.error.message.match(/pulumi config set --secret lookout:\S+ --stack test/g);
      assert.deepEqual(commands?.map((each) => each.split(/[: ]/)[5]).sort(), [
        "contactPoint-office",
        "contactPoint-oncall",
        "contactPoint-platform",
        "datasource-books-password",
        "githubClientSecret",
        "grafanaDatabasePassword",
        "jaegerOpensearchPassword",
        "lokiS3AccessKeyId",
        "lokiS3SecretAccessKey",
        "remoteWritePassword-vendor",
        "remoteWriteToken-mimir",
        "scrapeSecret-router",
        "smtpPassword",
      ]);
    });

    it("registers nothing", () => assertNothingRegistered(refused));
  });

  describe("one whose config is wrong in several places", () => {
    let refused: Refused;
    before(async () => {
      const settings = { size: "tiny", loki: { retention: "12h" }, grafana: { replicas: 2 } };
      refused = await refusal(texts(settings));
    });

    it("is refused with all problems at once, each with its path", () => {
      const [title, ...lines] = refused.error.message.split("\n");
      assert.equal(title, "Pulumi.test.yaml has 3 problems:");
      assert.deepEqual(lines.map((line) => line.trim().split(": ")[0]).sort(), [
        "lookout:grafana.replicas",
        "lookout:loki.retention",
        "lookout:size",
      ]);
    });

    it("is refused without a stack trace", () => assert.ok(pulumi.RunError.isInstance(refused.error)));
    it("registers nothing", () => assertNothingRegistered(refused));
  });

  it("for more rules than it holds, registers nothing", async () => {
    const refused = await refusal(texts({ slos: TOO_MANY, alerting: { engine: "prometheus" } }));
    assert.match(
      refused.error.message,
      /lookout:slos: are too many or too long: \d+ bytes of rules do not fit/,
    );
    assert.ok(pulumi.RunError.isInstance(refused.error));
    assertNothingRegistered(refused);
  });

  it("for what Docker cannot run, registers nothing", async () => {
    const refused = await refusal(texts({ target: { kind: "docker" }, loki: { replicas: 3 } }));
    assert.match(
      refused.error.message,
      /lookout:loki\.replicas: 3 is for clusters: on Docker each system runs once/,
    );
    assertNothingRegistered(refused);
  });

  it("never shows a secret that was written in plain text", async () => {
    const refused = await refusal(texts({ smtpPassword: "hunter2", grafana: { smtpPassword: "hunter3" } }));
    assert.match(refused.error.message, /pulumi config set --secret lookout:smtpPassword --stack test/);
    assert.doesNotMatch(refused.error.message, /hunter/);
    assertNothingRegistered(refused);
  });

  it("leaves nothing behind for the next one", async () => {
    await refusal(texts({ size: "tiny" }));
    assert.ok((await runStack({ environment: "after-a-refusal" })).objects.length > 40);
  });
});

describe("components: staging as it is checked in", () => {
  it("lacks nothing: a deployment of it is not refused", async () => {
    await assert.rejects(refusal(readStackFile("Pulumi.staging.yaml", "lookout")), /was not refused/);
  });
});
