import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { PullProject } from "./pull-project.ts";
import { type DashboardServer, startDashboardServer } from "./pull-server.ts";

describe("tools/pull refuses, with one line that says what to do,", () => {
  let grafana: DashboardServer;
  let project: PullProject;
  before(async () => {
    grafana = await startDashboardServer();
  });
  after(() => grafana.close());
  beforeEach(() => {
    project = new PullProject(grafana);
  });
  afterEach(() => project.remove());

  async function refused(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const { status, text } = await project.pull(args, environment);
    assert.equal(status, 2, text);
    assert.ok(!existsSync(project.at("ours")), "wrote something all the same");
    assert.ok(!text.includes(grafana.token), "shows the token");
    return text;
  }

  it("one of Lookout's own: the next `up` would undo it", async () => {
    const said = await refused(["slo-overview"]);
    assert.match(
      said,
      /^slo-overview is one of Lookout's own, made by code, which puts it back at its next change/,
    );
    assert.match(await refused(["slo-overview-public"]), /^slo-overview-public is one of Lookout's own/);
  });

  it("a copy with a UID that is Lookout's or none", async () => {
    const copy = (uid: string) => refused(["slo-overview", "--as", uid]);
    assert.match(await copy("home"), /^home is the UID of one of Lookout's own dashboards/);
    assert.match(await copy("no spaces"), /^--as takes a UID/);
  });

  it("without an address or a token", async () => {
    assert.match(
      await refused(["shop"], { GRAFANA_URL: "" }),
      /^GRAFANA_URL is not set: .* \.env\.example shows$/,
    );
    assert.match(
      await refused(["shop"], { GRAFANA_TOKEN: "" }),
      /^GRAFANA_TOKEN is not set: take one from `pulumi/,
    );
    assert.match(
      await refused(["shop"], { GRAFANA_URL: "grafana:3000" }),
      /^GRAFANA_URL is not a URL of http/,
    );
    assert.match(
      await refused(["shop"], { GRAFANA_URL: `${grafana.url}/d/shop?orgId=1` }),
      /is the address of a page/,
    );
    assert.match(await refused(["shop"], { GRAFANA_TOKEN: "a b" }), /^GRAFANA_TOKEN is no token/);
  });

  it("with a token that is unknown, expired or not allowed to look", async () => {
    const said = await refused(["shop"], { GRAFANA_TOKEN: "glsa_old" });
    assert.match(
      said,
      /^Grafana does not accept the token in GRAFANA_TOKEN: Invalid API key; take one from `pulumi/,
    );
    const body = JSON.stringify({ message: "You'll need additional permissions" });
    grafana.canned = { status: 403, body };
    assert.match(
      await refused(["shop"]),
      /^the token in GRAFANA_TOKEN may not view the dashboard shop: You'll need additional permissions; .* Viewer/,
    );
  });

  it("where there is no such dashboard, with those that are meant", async () => {
    assert.equal(await refused(["shopp"]), "Grafana has no dashboard shopp: did you mean shop (Shop)?");
    assert.match(
      await refused(["something-else"]),
      /^Grafana has no dashboard something-else: its UID is in/,
    );
  });

  it("where Grafana does not answer, or something else does", async () => {
    const url = "http://127.0.0.1:1/grafana";
    assert.match(
      await refused(["shop"], { GRAFANA_URL: url }),
      /^Grafana does not answer at http:\/\/127\.0\.0\.1:1\/grafana \(.+\): is that its address/,
    );
    for (const canned of [
      { status: 200, body: "<html>" },
      { status: 200, body: "{}" },
      { status: 302, body: "", location: "https://login.corp.io" },
    ]) {
      grafana.canned = canned;
      assert.match(await refused(["shop"]), /is not Grafana's API \(status \d+\)/);
    }
    grafana.canned = { status: 500, body: '{"message":"database is locked"}' };
    assert.match(await refused(["shop"]), /answers with status 500: database is locked$/);
  });

  it("where it is of the schema v2", async () => {
    grafana.dashboards.set("shop", { json: { title: "Shop", elements: {}, layout: {} } });
    assert.match(await refused(["shop"]), /^shop is of Grafana's schema v2, .* with the model Classic$/);
  });

  it("where the call or a stack file is wrong", async () => {
    assert.match(await refused([]), /^name one dashboard by its UID\n\nSaves a dashboard/);
    assert.match(await refused(["a", "b"]), /^name one dashboard/);
    assert.match(await refused(["shop", "--form", "x"]), /^Unknown option '--form'/);
    assert.match(await refused(["shop", "--to", "../x"]), /^--to takes a folder inside the project/);
    assert.match(await refused(["shop", "--folder", "a/b"]), /^--folder takes a UID/);
    project.stack({ directory: "theirs" }, {}, "other");
    assert.match(await refused(["shop"]), /several directories, theirs and ours: choose one by --to$/);
    project.stack({ directory: 7 }, {}, "other");
    assert.match(
      await refused(["shop"]),
      /Pulumi\.other\.yaml: what it says under lookout:dashboards is wrong/,
    );
    writeFileSync(project.at("Pulumi.other.yaml"), "- 1\n");
    assert.match(await refused(["shop"]), /Pulumi\.other\.yaml: is no stack file/);
  });
});
