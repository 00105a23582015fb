import assert from "node:assert/strict";
import { toInput } from "../../config/texts.ts";

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
