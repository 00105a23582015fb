import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PLACEHOLDER } from "../../config/loader.ts";
import { readStackFile } from "../../tools/recording/stack-file.ts";

describe("tools/recording/stack-file", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "lookout-stack-file-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const read = (text: string) => {
    const path = join(folder, "Pulumi.odd.yaml");
    writeFileSync(path, text);
    return readStackFile(path, "lookout");
  };

  it("reads settings as Pulumi hands them over", () => {
    const { stack, texts } = read(
      "config:\n  lookout:size: small\n  lookout:loki: {replicas: 3}\n  agent: {}\n",
    );
    assert.equal(stack, "odd");
    assert.deepEqual(texts, {
      "lookout:size": "small",
      "lookout:loki": '{"replicas":3}',
      "lookout:agent": "{}",
    });
  });

  it("puts a placeholder where something is encrypted, however deep", () => {
    const { encrypted, texts } = read("config:\n  lookout:a: {secure: x}\n  lookout:b: {c: [{secure: y}]}\n");
    assert.deepEqual(encrypted, ["lookout:a", "lookout:b"]);
    assert.deepEqual(texts, { "lookout:a": PLACEHOLDER, "lookout:b": `{"c":["${PLACEHOLDER}"]}` });
  });

  for (const [name, text] of [
    ["an empty file", ""],
    ["a file without config", "encryptionsalt: v1\n"],
    ["an empty config", "config:\n"],
  ] as const) {
    it(`takes ${name} for a stack of defaults`, () => assert.deepEqual(read(text).texts, {}));
  }

  for (const [name, text, message] of [
    ["YAML that breaks off", "config: {a: 1", /Pulumi\.odd\.yaml: Flow map .* line \d+, column \d+$/],
    ["a setting given twice", "config:\n  a: 1\n  a: 2\n", /Pulumi\.odd\.yaml: Map keys must be unique/],
    ["a text", "hello\n", /Pulumi\.odd\.yaml: is no stack file: it has no `config`$/],
    ["a list", "- a\n", /Pulumi\.odd\.yaml: is no stack file: it has no `config`$/],
    ["settings outside of config", "lookout:size: large\n", /`lookout:size` stands outside of `config`$/],
    ["an alias to itself", "config:\n  lookout:loki: &a {b: *a}\n", /Pulumi\.odd\.yaml: /],
    ["a text for config", "config: hello\n", /Pulumi\.odd\.yaml: `config` holds no settings by name$/],
  ] as const) {
    it(`refuses ${name} in one line`, () => {
      assert.throws(() => read(text), { name: "StackFileError", message });
    });
  }
});
