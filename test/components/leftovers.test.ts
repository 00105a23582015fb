import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { grafanaApi } from "../../components/grafana/leftovers/api.ts";
import { removeLeftover } from "../../components/grafana/leftovers.ts";
import { freePort } from "./forward-case.ts";

type Answers = Readonly<Record<string, unknown>>;

const AUTH = "admin:opensesame";
const PUBLIC = "/api/dashboards/uid/home/public-dashboards";
const GROUP = "/api/v1/provisioning/folder/ml/rule-groups/Watch%20%2F%20group";
const CONTACTS = "/api/v1/provisioning/contact-points";
const rule = { folderUID: "ml", ruleGroup: "Watch / group", provenance: "api" };

/** Kind → what the create has, what Grafana 12.4 answers where it is there already, and what must go. */
const LEFTOVERS = {
  "grafana:oss/folder:Folder": {
    inputs: { uid: "ml", title: "ML" },
    answers: { "/api/folders/ml": { uid: "ml" }, "/api/folders/ml/counts": { dashboard: 0, folder: 0 } },
    removed: ["/api/folders/ml"],
  },
  "grafana:oss/dataSource:DataSource": {
    inputs: { uid: "loki", name: "Loki" },
    answers: { "/api/datasources/uid/loki": { uid: "loki" }, "/api/datasources/name/Loki": undefined },
    removed: ["/api/datasources/uid/loki"],
  },
  "grafana:oss/team:Team": {
    inputs: { name: "R&D" },
    answers: {
      "/api/teams/search?name=R%26D": { teams: [{ id: 7, name: "R&D" }] },
      "/api/teams/7/members": [{ login: "admin" }],
    },
    removed: ["/api/teams/7"],
  },
  "grafana:oss/serviceAccount:ServiceAccount": {
    inputs: { name: "ci" },
    answers: {
      "/api/serviceaccounts/search?perpage=1000&query=ci": {
        serviceAccounts: [
          { id: 3, name: "ci-old", tokens: 0 },
          { id: 4, name: "ci", tokens: 0 },
        ],
      },
    },
    removed: ["/api/serviceaccounts/4"],
  },
  "grafana:oss/dashboardPublic:DashboardPublic": {
    inputs: { dashboardUid: "home", accessToken: "abc" },
    answers: { [PUBLIC]: { uid: "p1", accessToken: "abc" } },
    removed: [`${PUBLIC}/p1`],
  },
  "grafana:alerting/muteTiming:MuteTiming": {
    inputs: { name: "week end" },
    answers: { "/api/v1/provisioning/mute-timings/week%20end": { name: "week end", provenance: "api" } },
    removed: ["/api/v1/provisioning/mute-timings/week%20end"],
  },
  "grafana:alerting/contactPoint:ContactPoint": {
    inputs: { name: "on call" },
    answers: {
      [`${CONTACTS}?name=on%20call`]: [
        { uid: "c1", name: "on call", provenance: "api" },
        { uid: "c2", name: "on call", provenance: "api" },
      ],
    },
    removed: [`${CONTACTS}/c1`, `${CONTACTS}/c2`],
  },
  "grafana:alerting/ruleGroup:RuleGroup": {
    inputs: { folderUid: "ml", name: "Watch / group" },
    answers: { [GROUP]: { title: "Watch / group" }, "/api/v1/provisioning/alert-rules": [rule] },
    removed: [GROUP],
  },
} as const;
type Kind = keyof typeof LEFTOVERS;

describe("leftovers of an up that was killed", () => {
  let server: Server;
  let answers: Answers;
  let asked: string[];
  let signedIn: (string | undefined)[];
  let faults: number[];

  beforeEach(async () => {
    [answers, asked, signedIn, faults] = [{}, [], [], []];
    server = createServer(({ headers, method, url = "" }, response) => {
      asked.push(`${method} ${url}`);
      signedIn.push(headers.authorization);
      const fault = faults.shift();
      const body = method === "DELETE" ? {} : answers[url];
      response.writeHead(fault ?? (body === undefined ? 404 : 200), { "content-type": "application/json" });
      response.end(JSON.stringify(fault === undefined ? (body ?? {}) : { message: `fault ${fault}` }));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const create = (type: string, inputs: Answers, auth = AUTH) =>
    removeLeftover(url(), auth)({ type, name: "thing", newInputs: inputs });
  const removed = () => asked.filter((each) => each.startsWith("DELETE ")).map((each) => each.slice(7));
  /** What stands in the way of the kind's create, with some answers of its own. */
  const meet = async (kind: Kind, own: Answers, inputs: Answers = {}) => {
    answers = { ...LEFTOVERS[kind].answers, ...own };
    return create(kind, { ...LEFTOVERS[kind].inputs, ...inputs });
  };

  for (const [kind, leftover] of Object.entries(LEFTOVERS)) {
    const short = kind.split(":").at(-1);
    it(`of ${short} are removed, and nothing else`, async () => {
      answers = leftover.answers;
      await create(kind, leftover.inputs);
      assert.deepEqual(removed(), leftover.removed);
    });

    it(`of ${short} are looked for, and not found`, async () => {
      await create(kind, leftover.inputs);
      assert.deepEqual(removed(), []);
      assert.ok(asked.length > 0);
    });
  }

  it("that a create writes over stay: nobody asks", async () => {
    await create("grafana:oss/dashboard:Dashboard", { configJson: "{}" });
    await create("grafana:alerting/messageTemplate:MessageTemplate", { name: "lookout" });
    assert.deepEqual(asked, []);
  });

  describe("stay, and the create fails with the command that imports them:", () => {
    const cases: readonly (readonly [string, Kind, Answers, RegExp])[] = [
      [
        "a folder with dashboards",
        "grafana:oss/folder:Folder",
        { "/api/folders/ml/counts": { dashboard: 2, folder: 0 } },
        /^Error: folder ml holds dashboard: 2: .*pulumi import grafana:oss\/folder:Folder 'thing' 'ml'/,
      ],
      [
        "a folder with rules",
        "grafana:oss/folder:Folder",
        { "/api/folders/ml/counts": { alertrule: 1 } },
        /holds alertrule: 1/,
      ],
      [
        "a datasource of the same name",
        "grafana:oss/dataSource:DataSource",
        { "/api/datasources/uid/loki": undefined, "/api/datasources/name/Loki": { uid: "other" } },
        /another datasource is called Loki, with the uid other: .*'thing' 'other'/,
      ],
      [
        "a team with members",
        "grafana:oss/team:Team",
        { "/api/teams/7/members": [{ login: "admin" }, { login: "bob" }] },
        /team R&D has 1 members: .*'thing' '7'/,
      ],
      [
        "a service account with tokens",
        "grafana:oss/serviceAccount:ServiceAccount",
        {
          "/api/serviceaccounts/search?perpage=1000&query=ci": {
            serviceAccounts: [{ id: 4, name: "ci", tokens: 2 }],
          },
        },
        /service account ci has 2 tokens: .*'thing' '4'/,
      ],
      [
        "another public link",
        "grafana:oss/dashboardPublic:DashboardPublic",
        { [PUBLIC]: { uid: "p1", accessToken: "other" } },
        /public by another link: .*'thing' 'home:p1'/,
      ],
      [
        "a mute timing of the browser",
        "grafana:alerting/muteTiming:MuteTiming",
        { "/api/v1/provisioning/mute-timings/week%20end": { name: "week end" } },
        /mute timing week end was made in the browser or by a file: .*'thing' 'week end'/,
      ],
      [
        "a contact point of a file",
        "grafana:alerting/contactPoint:ContactPoint",
        { [`${CONTACTS}?name=on%20call`]: [{ uid: "c1", name: "on call", provenance: "file" }] },
        /contact point on call was made.*'thing' 'on call'/,
      ],
      [
        "a group with a rule of the browser",
        "grafana:alerting/ruleGroup:RuleGroup",
        { "/api/v1/provisioning/alert-rules": [rule, { ...rule, provenance: "" }] },
        /rule group Watch \/ group of folder ml was made.*'thing' 'ml:Watch \/ group'/,
      ],
    ];
    for (const [what, kind, own, message] of cases) {
      it(what, async () => {
        await assert.rejects(meet(kind, own), message);
        assert.deepEqual(removed(), []);
      });
    }
  });

  it("without provenance are ours when that is how they are made", async () => {
    const path = "/api/v1/provisioning/mute-timings/week%20end";
    await meet("grafana:alerting/muteTiming:MuteTiming", { [path]: {} }, { disableProvenance: true });
    assert.deepEqual(removed(), [path]);
  });

  describe("when Grafana fails", () => {
    const folder = LEFTOVERS["grafana:oss/folder:Folder"];

    it("are asked for again", async () => {
      answers = folder.answers;
      faults = [503, 429];
      await create("grafana:oss/folder:Folder", folder.inputs);
      assert.deepEqual(removed(), folder.removed);
    });

    it("for good, say method, path, status and message, and no credentials", async () => {
      faults = [403];
      await assert.rejects(create("grafana:oss/folder:Folder", folder.inputs), ({ message }: Error) => {
        assert.equal(message, "Grafana: GET /api/folders/ml answers 403: fault 403");
        return true;
      });
    });

    it("too long, say the last failure", async () => {
      faults = [503, 502, 502, 502];
      await assert.rejects(
        grafanaApi(url(), AUTH, 500).get("/health"),
        /^Error: Grafana: GET \/api\/health answers 502: fault 502$/,
      );
      await assert.rejects(
        grafanaApi(`http://127.0.0.1:${await freePort()}`, AUTH, 0).get("/health"),
        /^Error: Grafana: GET \/api\/health failed: .*ECONNREFUSED/,
      );
    });
  });

  it("are asked for as the provider signs in", async () => {
    await create("grafana:oss/folder:Folder", { uid: "a" });
    await create("grafana:oss/folder:Folder", { uid: "a" }, "glsa_token");
    await create("grafana:oss/folder:Folder", { uid: "a" }, "anonymous");
    assert.deepEqual(signedIn, ["Basic YWRtaW46b3BlbnNlc2FtZQ==", "Bearer glsa_token", undefined]);
  });

  it("under a sub path are asked for there", async () => {
    await grafanaApi(`${url()}/watch/`, AUTH).get("/health");
    assert.deepEqual(asked, ["GET /watch/api/health"]);
  });
});
