import assert from "node:assert/strict";
import { originOf } from "../../components/grafana/deployment.ts";

const ACTIONS = {
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "corp/lookout",
  GITHUB_RUN_ID: "42",
  GITHUB_SHA: "0123456789abcdef",
};
const NOBODY = { commit: undefined, link: undefined };

describe("the mark of a deployment: where it comes from", () => {
  it("is not known on somebody's machine", () => assert.deepEqual(originOf({}), NOBODY));

  it("is what GitHub Actions says of itself", () =>
    assert.deepEqual(originOf(ACTIONS), {
      commit: "0123456789abcdef",
      link: "https://github.com/corp/lookout/actions/runs/42",
    }));

  it("is what the variables say, wherever it runs", () => {
    const said = { LOOKOUT_COMMIT: "fedcba", LOOKOUT_RUN_URL: "https://ci.corp.io/7" };
    assert.deepEqual(originOf({ ...ACTIONS, ...said }), { commit: "fedcba", link: "https://ci.corp.io/7" });
  });

  it("is not known where variables are empty", () => {
    assert.deepEqual(originOf({ LOOKOUT_COMMIT: "", LOOKOUT_RUN_URL: "", GITHUB_SHA: "" }), NOBODY);
    assert.equal(originOf({ ...ACTIONS, LOOKOUT_COMMIT: "" }).commit, ACTIONS.GITHUB_SHA);
  });

  for (const url of ["javascript:alert(1)", 'https://ci.corp.io/"onclick="x', "https://ci.corp.io/<b>", "ci"])
    it(`is no link to ${url}`, () => assert.equal(originOf({ LOOKOUT_RUN_URL: url }).link, undefined));
});
