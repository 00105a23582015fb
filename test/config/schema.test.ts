import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { listProjectFiles, readProjectFile } from "../../config/files.ts";
import { type JsonSchema, settingsSchema } from "../../config/json-schema.ts";
import { readConfig } from "../../config/read.ts";
import { toInput } from "../../config/texts.ts";
import { namedSecrets } from "../../model/secrets.ts";
import { stackFiles } from "../../tools/preview/stacks.ts";
import { readStackFile } from "../../tools/recording/stack-file.ts";
import { generated, SCHEMA_FILE } from "../../tools/schema.ts";

/** Every setting below a schema: path → schema. Of a union, those of every kind but the kind itself. */
function settings(schema: JsonSchema, path: string): readonly (readonly [string, JsonSchema])[] {
  const nested = schema.oneOf ?? schema.anyOf ?? [schema];
  const below = nested.flatMap(({ properties = {} }) =>
    Object.entries(properties).flatMap(([key, inner]) => {
      if (key === "kind" && nested[0] !== schema) return [];
      const at = path === "" ? key : `${path}.${key}`;
      return [[at, inner] as const, ...settings(inner, at)];
    }),
  );
  return schema.items === undefined ? below : [...below, ...settings(schema.items, `${path}[]`)];
}

describe("config/schema", () => {
  for (const [path, content] of generated()) {
    it(`${path} is current`, () => {
      assert.equal(readFileSync(path, "utf8"), content, `${path} is out of date: run npm run schema`);
    });
  }

  const all = settings(settingsSchema(), "");

  it("describes every setting", () => {
    const silent = all.filter(([, { description = "" }]) => description === "").map(([path]) => path);
    assert.deepEqual(silent, []);
  });

  it("describes each in sentences", () => {
    const loose = all.filter(
      ([, { description }]) => description !== undefined && !/[.`]$/.test(description.trim()),
    );
    assert.deepEqual(
      loose.map(([path]) => path),
      [],
    );
  });

  it("refuses what it does not know, at every depth", () => {
    const open = all.filter(
      ([, { additionalProperties, properties }]) =>
        properties !== undefined && additionalProperties !== false,
    );
    assert.deepEqual(
      open.map(([path]) => path),
      [],
    );
  });

  it("takes secrets encrypted only", () => {
    const { properties } = JSON.parse(readFileSync(SCHEMA_FILE, "utf8")) as JsonSchema;
    const secret = properties?.["config"]?.properties?.["lookout:smtpPassword"];
    assert.deepEqual(secret, { $ref: "#/definitions/secret" });
  });

  it("takes secrets by name encrypted only, and no other keys", () => {
    const { properties } = JSON.parse(readFileSync(SCHEMA_FILE, "utf8")) as JsonSchema;
    const patterns = Object.entries(properties?.["config"]?.["patternProperties"] ?? {});
    const meaning = (key: string) =>
      patterns.filter(([each]) => new RegExp(each).test(key)).map(([, is]) => is);
    const keys = [
      namedSecrets.remoteWritePassword("a"),
      namedSecrets.remoteWriteToken("a"),
      namedSecrets.scrape("a"),
      namedSecrets.datasource("a", "b"),
      namedSecrets.contactPoint("a"),
    ];
    for (const key of keys) assert.deepEqual(meaning(`lookout:${key}`), [{ $ref: "#/definitions/secret" }]);
    assert.deepEqual(meaning("lookout:contactPoints"), [false]);
    assert.deepEqual(meaning("lookout:alerting"), []);
  });

  for (const [name, path] of stackFiles()) {
    it(`accepts the checked-in stack ${name}`, () => {
      const input = {
        ...toInput(readStackFile(path, "lookout")),
        readFile: readProjectFile,
        listFiles: listProjectFiles,
      };
      assert.doesNotThrow(() => readConfig(input));
    });

    it(`points the editor of ${name} at itself`, () => {
      const [first = ""] = readFileSync(path, "utf8").split("\n");
      const reference = /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1];
      const target = new URL(reference ?? "", new URL(path, "file:///")).pathname;
      assert.equal(target, `/${SCHEMA_FILE}`);
    });
  }
});
