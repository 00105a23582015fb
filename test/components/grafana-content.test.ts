import assert from "node:assert/strict";
import { createServer } from "node:net";
import { type Ran, type Registered, runStack } from "../program.ts";

const POSTGRES = { grafana: { database: { kind: "postgres", host: "db.example.com" }, replicas: 2 } };
const PASSWORD = { secrets: { grafanaDatabasePassword: "canary-database" } };

const inGrafana = (ran: Ran) =>
  ran.registrations.filter(({ custom, type }) => custom && /^(?:grafana|pulumi-nodejs):/.test(type));
const ofType = (ran: Ran, type: string) => inGrafana(ran).filter((each) => each.type.endsWith(`:${type}`));
const provider = (ran: Ran) => ran.resource("lookout-grafana-content-provider");

describe("what is inside Grafana", () => {
  it("is a component's, by a provider of its own, after Grafana is ready", async () => {
    const ran = await runStack();
    const all = inGrafana(ran);
    assert.ok(all.length > 50, `${all.length}`);
    const { urn } = ran.resource("lookout-grafana-content");
    for (const { dependencies, name, parent, provider: by, type } of all) {
      assert.equal(parent, urn, name);
      assert.ok(dependencies.includes(ran.controller("grafana").urn), name);
      if (type.startsWith("grafana:")) assert.equal(by, provider(ran).urn, name);
    }
  });

  it("goes with the volume that holds it", async () => {
    const ran = await runStack();
    const { urn } = ran.object("PersistentVolumeClaim", "data-grafana-0");
    for (const { name, options } of inGrafana(ran)) assert.equal(options["deletedWith"], urn, name);
  });

  it("is deleted for real where PostgreSQL would keep it", async () => {
    const ran = await runStack(POSTGRES, PASSWORD);
    for (const { name, options } of inGrafana(ran)) assert.equal(options["deletedWith"], undefined, name);
  });

  it("is reached at an address that is always the same, as the administrator", async () => {
    const { plain, secrets } = provider(await runStack());
    assert.equal(plain.url, "http://127.0.0.1:25545");
    assert.match(plain.auth, /^admin:./);
    assert.deepEqual(secrets, ["auth"]);
    const other = await runStack({}, { stack: "other" });
    assert.notEqual(provider(other).plain.url, plain.url);
  });

  it("is reached by the port that config names, under Grafana's path", async () => {
    const ran = await runStack({ grafana: { forwardPort: 4000, url: "https://corp.io/grafana/" } });
    assert.equal(provider(ran).plain.url, "http://127.0.0.1:4000/grafana");
  });

  it("is reached by Grafana's own address where config says so", async () => {
    const ran = await runStack({ grafana: { reach: "url", url: "https://grafana.corp.io/" } });
    assert.equal(provider(ran).plain.url, "https://grafana.corp.io");
  });

  it("is not reached at all offline: the port stays free", async () => {
    await runStack({ grafana: { forwardPort: 28_999 } });
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(28_999, "127.0.0.1", resolve);
    });
    server.close();
  });

  it("keeps dashboards whole: hashes of them would delete what changes", async () => {
    assert.equal(provider(await runStack()).plain.storeDashboardSha256, "false");
  });

  it("has names that do not follow titles", async () => {
    const generated = inGrafana(await runStack()).filter(({ plain }) => plain.name === "");
    assert.deepEqual(generated, []);
  });
});

describe("datasources of the stack's own", () => {
  const search = { uid: "search", name: "Search", type: "elasticsearch", url: "https://search.corp.io" };
  const made = async (more: object, secrets: Record<string, string>) => {
    const ran = await runStack({ grafana: { datasources: [{ ...search, ...more }] } }, { secrets });
    return ran.resource("lookout-grafana-content-datasource-search");
  };

  it("send headers, whose values are secret and stand nowhere else", async () => {
    const more = { jsonData: { index: "a", httpHeaderName1: "X-Api-Key" }, secrets: ["httpHeaderValue1"] };
    const { plain, secrets } = await made(more, { "datasource-search-httpHeaderValue1": "canary-header" });
    assert.deepEqual(plain.httpHeaders, { "X-Api-Key": "canary-header" });
    assert.deepEqual(secrets, ["httpHeaders.X-Api-Key"]);
    assert.equal(plain.jsonDataEncoded, '{"index":"a"}');
    assert.equal(plain.secureJsonDataEncoded, undefined);
  });

  it("have a user of their own, or one of HTTP's where that is whose password there is", async () => {
    const own = await made(
      { user: "reader", secrets: ["password"] },
      { "datasource-search-password": "canary" },
    );
    assert.deepEqual([own.plain.username, own.plain.basicAuthEnabled], ["reader", undefined]);
    const more = { user: "reader", secrets: ["basicAuthPassword"] };
    const { plain } = await made(more, { "datasource-search-basicAuthPassword": "canary" });
    assert.deepEqual(
      [plain.username, plain.basicAuthEnabled, plain.basicAuthUsername],
      [undefined, true, "reader"],
    );
  });
});

describe("access to Grafana's content", () => {
  const settings = {
    grafana: {
      teams: [{ name: "leads", members: ["ada@example.com"] }],
      folderPermissions: {
        executive: [
          { role: "Viewer", permission: "View" },
          { team: "leads", permission: "Edit" },
        ],
        default: [],
      },
    },
    dashboards: { folders: [{ uid: "ours", title: "Ours" }], public: ["slo-overview"] },
  };
  const permissions = (ran: Ran, folder: string) =>
    ran.resource(`lookout-grafana-content-folder-${folder}-permissions`).plain.permissions;

  it("is by role where config says nothing else", async () => {
    assert.deepEqual(permissions(await runStack(settings), "infrastructure"), [
      { role: "Viewer", permission: "View" },
      { role: "Editor", permission: "Edit" },
    ]);
  });

  it("is by what config says of a folder, which may be nobody", async () => {
    const ran = await runStack(settings);
    assert.deepEqual(permissions(ran, "executive"), [
      { role: "Viewer", permission: "View" },
      { permission: "Edit", teamId: "lookout-grafana-content-team-leads-id" },
    ]);
    assert.deepEqual(permissions(ran, "default"), []);
    assert.deepEqual(ran.resource("lookout-grafana-content-team-leads").plain.members, ["ada@example.com"]);
  });

  it("has folders of the stack's own", async () => {
    assert.equal(ran(await runStack(settings), "folder-ours").plain.title, "Ours");
  });

  it("has tokens that end and are made anew, secret in the outputs", async () => {
    const made = await runStack();
    const tokens = ofType(made, "ServiceAccountRotatingToken").map(({ plain }) => [
      plain.namePrefix,
      plain.secondsToLive,
      plain.earlyRotationWindowSeconds,
      plain.deleteOnDestroy,
    ]);
    assert.deepEqual(tokens, [
      ["usage-report", 7_776_000, 2_592_000, false],
      ["ci", 7_776_000, 2_592_000, false],
    ]);
    const roles = ofType(made, "ServiceAccount").map(({ plain }) => [plain.name, plain.role]);
    assert.deepEqual(roles, [
      ["usage-report", "Viewer"],
      ["ci", "Editor"],
    ]);
    assert.deepEqual(made.outputs.tokens, { "usage-report": "[secret]", ci: "[secret]" });
  });

  it("shows a dashboard to everybody only where config names it, without variables", async () => {
    assert.deepEqual(ofType(await runStack(), "DashboardPublic"), []);
    const made = await runStack(settings);
    const [shared] = ofType(made, "DashboardPublic");
    assert.deepEqual([shared!.plain.dashboardUid, shared!.plain.isEnabled], ["slo-overview-public", true]);
    assert.equal(shared!.plain.annotationsEnabled, false);
    const copy = JSON.parse(ran(made, "dashboard-slo-overview-public").plain.configJson);
    assert.deepEqual(copy.templating.list, []);
    assert.doesNotMatch(JSON.stringify(copy), /\$\{?(?:datasource|slo)\b/);
    assert.doesNotMatch(JSON.stringify(copy), /"\/d\//);
    assert.match(
      made.manifest("ConfigMap", "grafana-config").data["grafana.ini"],
      /\[public_dashboards\]\nenabled = true/,
    );
  });

  it("has a home dashboard, but without its pack", async () => {
    const home = async (packs?: readonly string[]) =>
      ran(await runStack(packs === undefined ? {} : { dashboards: { packs } }), "preferences").plain;
    assert.deepEqual(await home(), {
      homeDashboardUid: "home",
      theme: "dark",
      timezone: "browser",
      weekStart: "monday",
    });
    assert.equal((await home(["infrastructure"])).homeDashboardUid, undefined);
  });
});

describe("the mark of a deployment", () => {
  const mark = async (settings = {}) => ofType(await runStack(settings), "Annotation")[0]!;

  it("is one for each state of the stack, and the same for the same", async () => {
    const first = await mark();
    assert.match(first.name, /^lookout-grafana-content-deployment-[0-9a-f]{12}$/);
    assert.notEqual((await mark({ prometheus: { retention: "40d" } })).name, first.name);
    assert.notEqual((await mark({ grafana: { weekStart: "sunday" } })).name, first.name);
    assert.notEqual((await mark({ loki: { retention: "20d" } })).name, first.name);
  });

  it("stays when the next one comes, with the words that it had", async () => {
    const { options, plain } = await mark();
    assert.equal(options["retainOnDelete"], true);
    assert.deepEqual(options["ignoreChanges"], ["text", "tags"]);
    assert.deepEqual(plain.tags, ["deployment", "stack:test"]);
  });

  it("comes when all that was deployed is there", async () => {
    const made = await runStack();
    const { dependencies } = ofType(made, "Annotation")[0]!;
    for (const controller of made.controllers)
      assert.ok(dependencies.includes(controller.urn), controller.name);
    for (const { name, urn } of ofType(made, "Dashboard")) assert.ok(dependencies.includes(urn), name);
  });
});

function ran(made: Ran, role: string): Registered {
  return made.resource(`lookout-grafana-content-${role}`);
}
