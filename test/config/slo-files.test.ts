import assert from "node:assert/strict";
import { ConfigError } from "../../config/problem.ts";
import { readConfig } from "../../config/read.ts";
import { testConfig } from "../config-of.ts";

const slo = (name: string, more: object = {}) => ({
  name,
  service: "shop",
  objective: 99.9,
  indicator: { kind: "http", route: `/${name}` },
  ...more,
});

/** A file of these SLOs. JSON is YAML. */
const file = (...slos: readonly object[]) => JSON.stringify(slos);

function problems(values: Readonly<Record<string, unknown>>, files: Readonly<Record<string, string>>) {
  try {
    testConfig(values, files);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

describe("config: SLOs in files", () => {
  it("come after those of the stack file, in the order of the files", () => {
    const files = {
      "slos/b.yaml": file(slo("b"), slo("c")),
      "slos/a.yaml": "- name: d\n  service: hub\n  objective: 99\n  indicator: { kind: spans }\n",
    };
    const { slos } = testConfig({ slos: [slo("a")], sloFiles: ["slos/b.yaml", "slos/a.yaml"] }, files);
    assert.deepEqual(
      slos.map(({ name }) => name),
      ["a", "b", "c", "d"],
    );
  });

  it("may be all there are, or none", () => {
    assert.equal(testConfig({ sloFiles: ["a.yaml"] }, { "a.yaml": file(slo("a")) }).slos.length, 1);
    assert.equal(testConfig({ sloFiles: ["a.yaml"] }, { "a.yaml": "" }).slos.length, 0);
  });

  it("are told by file and place when they are wrong, all at once", () => {
    const files = {
      "a.yaml": file(slo("a")),
      "b.yaml": file(slo("b", { objective: 100 }), slo("c", { objektive: 1 })),
    };
    assert.deepEqual(
      problems({ slos: [slo("o", { window: "1d" })], sloFiles: ["a.yaml", "b.yaml"] }, files),
      [
        'lookout:slos[0].window: "1d" is not 7 to 90 whole days: write 30d',
        "lookout:sloFiles[1][0].objective: 100 is above 99.999 percent: no budget is left to measure, write at most 99.999",
        'lookout:sloFiles[1][1].objektive: is no setting; did you mean "objective"?',
      ],
    );
  });

  it("are held to the rules across settings too", () => {
    const files = { "a.yaml": file(slo("o"), slo("long", { window: "90d" })) };
    assert.deepEqual(problems({ slos: [slo("o")], sloFiles: ["a.yaml"] }, files), [
      'lookout:sloFiles[0][0].name: "o" is a duplicate: names are unique',
      'lookout:sloFiles[0][1].window: "90d" is longer than the 31d for which Prometheus keeps samples: shorten it, or raise prometheus.retention to 90d',
    ]);
  });

  it("are refused where a file is none, no YAML or no list", () => {
    const files = { "a.yaml": "slos: []", "b.yaml": "- {" };
    const [missing, map, broken, ...others] = problems(
      { sloFiles: ["none.yaml", "a.yaml", "b.yaml"] },
      files,
    );
    assert.equal(missing, 'lookout:sloFiles[0]: "none.yaml" is no file of this project');
    assert.equal(
      map,
      'lookout:sloFiles[1]: "a.yaml" is no list of SLOs: each begins with a dash, as under lookout:slos',
    );
    assert.match(broken!, /^lookout:sloFiles\[2\]: "b\.yaml" is not YAML: /);
    assert.deepEqual(others, []);
  });

  it("may share what they have in common, as YAML does", () => {
    const yaml =
      "- &a { name: a, service: a, objective: 99, indicator: { kind: http } }\n- { <<: *a, name: b, service: b }\n";
    const { slos } = testConfig({ sloFiles: ["a.yaml"] }, { "a.yaml": yaml });
    assert.deepEqual(
      slos.map(({ name, objective }) => [name, objective]),
      [
        ["a", 99],
        ["b", 99],
      ],
    );
  });

  it("are refused where an alias leads back to itself", () => {
    const [problem] = problems({ sloFiles: ["a.yaml"] }, { "a.yaml": "- &a { name: a, labels: *a }" });
    assert.match(problem!, /^lookout:sloFiles\[0\]: "a\.yaml" is not YAML: /);
  });

  it("are neither read nor shown where their paths are encrypted", () => {
    const read = () =>
      readConfig({
        stack: "test",
        values: { sloFiles: ["hunter2"] },
        encrypted: new Set(["sloFiles"]),
        readFile: () => assert.fail("was read"),
      });
    assert.throws(read, (error: Error) => {
      assert.match(error.message, /lookout:sloFiles: is encrypted/);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    });
  });

  it("are refused where the setting is no list of paths", () => {
    assert.deepEqual(problems({ sloFiles: "a.yaml" }, {}), [
      'lookout:sloFiles: "a.yaml" is not allowed: write a list',
    ]);
    assert.deepEqual(problems({ sloFiles: ["../a.yaml"] }, {}), [
      'lookout:sloFiles[0]: "../a.yaml" is not a path inside the project: write it relative to Pulumi.yaml, without ..',
    ]);
  });
});

describe("config: a long list of problems", () => {
  it("is cut after a hundred", () => {
    const slos = Array.from({ length: 300 }, (_, index) => slo(`slo-${index}`, { objective: 10 }));
    const lines = problems({ slos }, {});
    assert.equal(lines.length, 101);
    assert.equal(lines.at(-1), "and 200 more");
  });
});
