import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { record } from "../../tools/recording/record.ts";
import { MASK, type Registration } from "../../tools/recording/registration.ts";
import { texts } from "../program.ts";

type Program = () => Promise<Record<string, unknown>>;

const run = (program: Program) => record(texts({}), program);

class Box extends pulumi.ComponentResource {
  constructor(name: string, outputs: pulumi.Inputs, opts?: pulumi.ComponentResourceOptions) {
    super("lookout:test:Box", name, {}, opts);
    this.registerOutputs(outputs);
  }
}

function found(registrations: readonly Registration[], name: string): Registration {
  return registrations.find((each) => each.name === name) ?? assert.fail(`nothing is called ${name}`);
}

describe("tools/recording", () => {
  it("notes parent, options and dependencies, which Pulumi's own mocks leave out", async () => {
    const { registrations } = await run(async () => {
      const box = new Box("box", {});
      const first = new random.RandomPet("first", {}, { parent: box, retainOnDelete: true });
      new random.RandomPet("second", {}, { dependsOn: first, customTimeouts: { create: "3m" } });
      return {};
    });
    const [box, first, second] = ["box", "first", "second"].map((name) => found(registrations, name));
    assert.equal(first!.parent, box!.urn);
    assert.deepEqual(first!.options, { retainOnDelete: true });
    assert.deepEqual(second!.dependencies, [first!.urn]);
    assert.deepEqual(second!.options, { customTimeouts: { create: "3m" } });
    assert.deepEqual([box!.custom, first!.custom], [false, true]);
  });

  it("masks secret inputs, however deep, and notes where they stand", async () => {
    const { registrations } = await run(async () => {
      const keepers = {
        open: "a",
        hidden: pulumi.secret("b"),
        mixed: pulumi.interpolate`x${pulumi.secret("c")}`,
      };
      new random.RandomPet("pet", { keepers });
      return {};
    });
    const { inputs, secrets } = found(registrations, "pet");
    assert.deepEqual(inputs["keepers"], { open: "a", hidden: MASK, mixed: MASK });
    assert.deepEqual([...secrets].sort(), ["keepers.hidden", "keepers.mixed"]);
  });

  it("masks each value of a secret object, and keeps its keys", async () => {
    const { registrations } = await run(async () => {
      new random.RandomPet("pet", { keepers: pulumi.secret({ one: "a", two: "b" }) });
      return {};
    });
    const { inputs, secrets } = found(registrations, "pet");
    assert.deepEqual(inputs["keepers"], { one: MASK, two: MASK });
    assert.deepEqual(secrets, ["keepers.one", "keepers.two"]);
  });

  it("masks secret outputs of the stack and of components", async () => {
    const { componentOutputs, outputs } = await run(async () => {
      new Box("box", { hidden: pulumi.secret("a"), open: "b" });
      return { hidden: pulumi.secret("a"), nested: { hidden: pulumi.secret("c") }, open: "b" };
    });
    assert.deepEqual(outputs, { hidden: MASK, nested: { hidden: MASK }, open: "b" });
    assert.deepEqual(
      [...componentOutputs].filter(([urn]) => urn.endsWith("::box")).map(([, value]) => value),
      [{ hidden: MASK, open: "b" }],
    );
  });

  it("throws what the program throws, and is ready for the next run", async () => {
    const failing = async () => {
      new random.RandomPet("pet", {});
      throw new Error("no good");
    };
    await assert.rejects(run(failing), /^Error: no good$/);
    const { registrations } = await run(async () => ({}));
    assert.deepEqual(
      registrations.map(({ type }) => type),
      ["pulumi:pulumi:Stack"],
    );
  });

  it("refuses two resources of one URN, as the engine would", async () => {
    const twins = async () => {
      new random.RandomPet("twin", {});
      new random.RandomPet("twin", {});
      return {};
    };
    await assert.rejects(run(twins), /two resources have the URN \S+::twin$/);
  });

  it("does not end before what a program starts in an apply", async () => {
    const { registrations } = await run(async () => {
      const first = new random.RandomPet("first", {});
      first.id.apply(() => new random.RandomPet("second", {}));
      return {};
    });
    found(registrations, "second");
  });
});
