import assert from "node:assert/strict";
import { ConfigError, describe as line } from "../../config/problem.ts";
import { readConfig } from "../../config/read.ts";
import { projectOf } from "../config-of.ts";
import type { BadInput } from "./bad-inputs/bad-input.ts";
import { BAD_INPUTS } from "./bad-inputs.ts";

/** What every secret of the table holds, in one case or the other. */
const SECRET_VALUE = /hunter2/i;

function refused({ encrypted = [], files = {}, values }: BadInput): ConfigError {
  const input = {
    stack: "test",
    values,
    encrypted: new Set(encrypted),
    ...projectOf(files),
  };
  try {
    readConfig(input);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  return assert.fail("was accepted");
}

describe("config/read: bad input", () => {
  for (const [group, inputs] of Object.entries(BAD_INPUTS)) {
    describe(group, () => {
      for (const input of inputs) {
        it(input.name, () => assert.deepEqual(refused(input).problems.map(line), input.problems));
      }
    });
  }

  const all = Object.values(BAD_INPUTS).flat();

  it("never shows a secret's value", () => {
    for (const input of all) assert.doesNotMatch(refused(input).message, SECRET_VALUE, input.name);
  });

  it("leaves what it was given as it was", () => {
    for (const input of all) {
      const before = structuredClone(input.values);
      refused(input);
      assert.deepEqual(input.values, before, input.name);
    }
  });

  it("tells each mistake on one line of its own, under the stack file's name", () => {
    for (const input of all) {
      const { message, problems } = refused(input);
      const [title, ...lines] = message.split("\n");
      assert.match(title ?? "", /^Pulumi\.test\.yaml has (?:1 problem|\d+ problems):$/);
      assert.equal(lines.length, problems.length, input.name);
    }
  });

  it("has each case once", () => {
    const names = all.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
  });
});
