import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { testConfig } from "../config-of.ts";
import { PullProject, SHOP, TEAM } from "./pull-project.ts";
import { type DashboardServer, startDashboardServer } from "./pull-server.ts";

describe("tools/pull", () => {
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

  describe("a dashboard", () => {
    it("is saved in its folder, and the config takes it", async () => {
      const { status, text: said } = await project.pull(["shop"]);
      assert.equal(status, 0);
      assert.equal(
        said,
        [
          'ours/team-a/shop.json: written: "Shop"',
          "  its datasource is chosen by the new variable prometheus_datasource",
          "  its datasource is chosen by the new variable loki_datasource",
        ].join("\n"),
      );
      const text = readFileSync(project.at("ours/team-a/shop.json"), "utf8");
      const settings = { dashboards: { directory: "ours", folders: [TEAM] } };
      const [file] = testConfig(settings, { "ours/team-a/shop.json": text }).dashboards.files;
      assert.deepEqual([file?.uid, file?.title, file?.folder], ["shop", "Shop", "team-a"]);
    });

    it("is without what Grafana notes for itself, and without what says nothing", async () => {
      await project.pull(["shop"]);
      const { annotations, panels, templating, ...rest } = project.json("ours/team-a/shop.json");
      assert.deepEqual(rest, { uid: "shop", title: "Shop", editable: true, schemaVersion: 42 });
      assert.deepEqual(annotations, SHOP.annotations);
      assert.equal(templating.list.length, 3);
      assert.deepEqual(
        panels.map(({ id }: { id: number }) => id),
        [1, 3],
        "the panel that a variable repeated is none",
      );
      assert.ok(!("links" in panels[0]) && !("snapshotData" in panels[0]));
      assert.deepEqual(panels[0].options, { links: [] }, "what is empty elsewhere may mean something");
    });

    it("asks by variables in place of the stack's own datasources", async () => {
      await project.pull(["shop"]);
      const { panels, templating } = project.json("ours/team-a/shop.json");
      const [prometheus, loki, service] = templating.list;
      assert.deepEqual(
        [prometheus, loki].map(({ label, name, query, type }) => [type, query, name, label]),
        [
          ["datasource", "prometheus", "prometheus_datasource", "Prometheus data source"],
          ["datasource", "loki", "loki_datasource", "Loki data source"],
        ],
      );
      const ask = { type: "prometheus", uid: "${prometheus_datasource}" };
      assert.deepEqual(
        [
          panels[0].datasource,
          service.datasource,
          ...panels[0].targets.map((each: typeof panels) => each.datasource),
        ],
        [ask, ask, ask, ask],
      );
      assert.deepEqual(panels[1].panels[0].datasource, { type: "loki", uid: "${loki_datasource}" });
    });

    it("is not changed by a second pull, nor by one of what the first saved", async () => {
      await project.pull(["shop"]);
      const first = readFileSync(project.at("ours/team-a/shop.json"), "utf8");
      const again = await project.pull(["shop"]);
      assert.equal(again.text.split("\n")[0], 'ours/team-a/shop.json: unchanged: "Shop"');
      grafana.dashboards.set("shop", { json: { ...JSON.parse(first), revision: 12 }, folder: TEAM });
      const third = await project.pull(["shop"]);
      assert.equal(third.text, 'ours/team-a/shop.json: unchanged: "Shop"');
      assert.equal(readFileSync(project.at("ours/team-a/shop.json"), "utf8"), first);
    });

    it("is written over the file that has its UID, whatever that is called", async () => {
      mkdirSync(project.at("ours/team-a"), { recursive: true });
      mkdirSync(project.at("ours/default"));
      writeFileSync(project.at("ours/team-a/the-shop.json"), '{ "uid": "shop" }');
      writeFileSync(project.at("ours/default/old.json"), '{ "uid": "shop" }');
      writeFileSync(project.at("ours/default/broken.json"), "{");
      const { text } = await project.pull(["shop"]);
      assert.match(text, /^ours\/team-a\/the-shop\.json: changed: "Shop"\n/);
      assert.match(
        text,
        /to be mended.*\n {4}ours\/default\/old\.json has the same UID: delete one of the two$/,
      );
      assert.ok(!existsSync(project.at("ours/team-a/shop.json")));
    });

    it("of no folder is saved in Default, and another may be chosen", async () => {
      grafana.dashboards.set("shop", { json: SHOP });
      assert.match((await project.pull(["shop"])).text, /^ours\/default\/shop\.json: written/);
      assert.match(
        (await project.pull(["shop", "--folder", "executive"])).text,
        /^ours\/executive\/shop\.json: written/,
      );
      assert.match(
        (await project.pull(["shop", "--to", "theirs/"])).text,
        /^theirs\/default\/shop\.json: written/,
      );
    });

    it("may be named by the address of its page", async () => {
      const { text } = await project.pull([`${grafana.url}/d/shop/shop?orgId=1&from=now-6h`]);
      assert.match(text, /^ours\/team-a\/shop\.json: written/);
    });

    it("that asks one system has the variable `datasource`; one that has a variable keeps it", async () => {
      const [requests] = SHOP.panels;
      grafana.dashboards.set("shop", { json: { ...SHOP, panels: [requests!], templating: {} } });
      await project.pull(["shop"]);
      assert.deepEqual(project.json("ours/default/shop.json").templating.list[0].name, "datasource");
      const list = [{ name: "ds", type: "datasource", query: "prometheus" }];
      grafana.dashboards.set("shop", { json: { ...SHOP, panels: [requests!], templating: { list } } });
      await project.pull(["shop"]);
      const { panels, templating } = project.json("ours/default/shop.json");
      assert.deepEqual(templating.list, list);
      assert.equal(panels[0].datasource.uid, "${ds}");
    });

    it("keeps the datasources that the stack's config names, and those that are unknown are told", async () => {
      const datasources = [{ uid: "sales", name: "Sales", type: "postgres" }];
      project.stack({ directory: "ours", folders: [TEAM] }, { "lookout:grafana": { datasources } });
      const asking = (uid: string, id: number) => ({ id, type: "table", title: uid, datasource: { uid } });
      const panels = [asking("sales", 1), asking("P1809F7CD0C75ACF3", 2)];
      grafana.dashboards.set("shop", { json: { ...SHOP, panels, templating: { list: [] } }, folder: TEAM });
      const { status, text } = await project.pull(["shop"]);
      assert.equal(status, 0);
      assert.deepEqual(
        project.json("ours/team-a/shop.json").panels.map((each: typeof SHOP) => each["datasource" as "uid"]),
        [{ uid: "sales" }, { uid: "P1809F7CD0C75ACF3" }],
      );
      assert.match(
        text,
        /to be mended before a stack takes it:\n {4}panel "P1809F7CD0C75ACF3" asks the datasource "P1809F7CD0C75ACF3", which this stack does not make/,
      );
    });

    it("comes with what to set where a stack does not know of it yet", async () => {
      project.stack({});
      project.stack({}, {}, "other");
      const { text } = await project.pull(["shop"]);
      assert.match(text, /^dashboards\/team-a\/shop\.json: written/);
      assert.ok(
        text.endsWith(
          [
            "  to be set before a stack shows it:",
            "    pulumi config set --path 'lookout:dashboards.directory' 'dashboards' --stack other",
            "    pulumi config set --path 'lookout:dashboards.directory' 'dashboards' --stack test",
            '    under lookout:dashboards.folders in the stack file: { uid: team-a, title: "Team A" }',
          ].join("\n"),
        ),
        text,
      );
    });
  });

  describe("one of Lookout's own", () => {
    it("is saved as a copy with a UID of its own", async () => {
      const lookouts = { ...SHOP, uid: "slo-overview", title: "SLO Overview", editable: false };
      grafana.dashboards.set("slo-overview", {
        json: lookouts,
        folder: { uid: "ml-platform", title: "ML Platform" },
      });
      const { text } = await project.pull(["slo-overview", "--as", "our-slos"]);
      assert.match(text, /^ours\/ml-platform\/our-slos\.json: written: "SLO Overview \(copy\)"/);
      const { editable, title, uid } = project.json("ours/ml-platform/our-slos.json");
      assert.deepEqual([uid, title, editable], ["our-slos", "SLO Overview (copy)", false]);
    });
  });

  it("reads .env for what the environment lacks", async () => {
    writeFileSync(project.at(".env"), `GRAFANA_URL="${grafana.url}/" # ours\nGRAFANA_TOKEN=glsa_old\n`);
    const { status, text } = await project.pull(["shop"], { GRAFANA_URL: "" });
    assert.equal(status, 0);
    assert.match(text, /^ours\/team-a\/shop\.json: written/);
  });

  it("has an example of .env that says no token, and git ignores the real one", () => {
    const { GRAFANA_TOKEN, GRAFANA_URL, ...more } = parseEnv(readFileSync(".env.example", "utf8"));
    assert.deepEqual([GRAFANA_TOKEN, GRAFANA_URL, more], ["", "http://localhost:3000", {}]);
    assert.ok(readFileSync(".gitignore", "utf8").split("\n").includes(".env"));
  });

  it("is a program that says how it is called, and ends with its status", async () => {
    const run = (args: readonly string[]) =>
      spawnSync(process.execPath, [resolve("tools/pull.ts"), ...args], { encoding: "utf8" });
    const [help, wrong] = [run(["--help"]), run([])];
    assert.equal(help.status, 0, help.stderr);
    assert.match(help.stdout, /npm run pull -- <uid>/);
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /^name one dashboard by its UID/);
  });
});
