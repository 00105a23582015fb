import assert from "node:assert/strict";
import { silence } from "../../tools/silence/silence.ts";
import { alertingCase } from "./alerting-case.ts";

const NOW = Date.parse("2026-11-21T14:00:00Z");
const ADD = ["--for", "2h", "--match", "service=gateway", "--reason", "moving the database", "--by", "Ada"];

describe("tools/silence", () => {
  const each = alertingCase((args, environment) => silence(args, environment, NOW));
  const on = (stack: string, ...args: readonly string[]) => each.run([...args, "--stack", stack]);

  for (const [stack, path] of [
    ["grafana", "/api/alertmanager/grafana/api/v2/silences"],
    ["prometheus", "/api/v2/silences"],
  ] as const)
    it(`makes one where alerts are told by the engine ${stack}`, async () => {
      const { status, text } = await on(stack, ...ADD);
      assert.equal(status, 0, text);
      assert.deepEqual(each.server.posted, [
        [
          path,
          {
            matchers: [{ name: "service", value: "gateway", isRegex: false, isEqual: true }],
            startsAt: "2026-11-21T14:00:00.000Z",
            endsAt: "2026-11-21T16:00:00.000Z",
            createdBy: "Ada",
            comment: "moving the database",
          },
        ],
      ]);
      assert.match(
        text,
        /is silent until 2026-11-21T16:00:00\.000Z on service="gateway": no alert that fires now/,
      );
    });

  it("reads all four kinds of matchers, with quotes or without", async () => {
    const matches = ["service=gateway", 'namespace!="a b"', "pod=~gateway-.+", 'team!~"x|y"'];
    await on(
      "grafana",
      ...matches.flatMap((match) => ["--match", match]),
      ...ADD.filter((_, index) => index < 2 || index > 3),
    );
    const [, content] = each.server.posted[0]!;
    assert.deepEqual((content as { matchers: unknown }).matchers, [
      { name: "service", value: "gateway", isRegex: false, isEqual: true },
      { name: "namespace", value: "a b", isRegex: false, isEqual: false },
      { name: "pod", value: "gateway-.+", isRegex: true, isEqual: true },
      { name: "team", value: "x|y", isRegex: true, isEqual: false },
    ]);
  });

  it("says how many alerts it silences now, by the server's own matching", async () => {
    each.server.alerts = ["HighLatency", "HighLatency", "HubDown"].map((alertname) => ({
      labels: { alertname },
    }));
    const { text } = await on("prometheus", ...ADD);
    assert.deepEqual(each.server.filters, ['service="gateway"']);
    assert.match(text, /: 3 that fire now \(HighLatency, HubDown\), and those to come\.$/m);
  });

  it("refuses to silence the Watchdog along with others, but not by its name", async () => {
    each.server.alerts = [{ labels: { alertname: "Watchdog" } }];
    const all = ADD.with(3, "severity=~.+");
    assert.match(
      await each.refused([...all, "--stack", "grafana"]),
      /^this would silence the Watchdog too, .*: add --match alertname!=Watchdog/,
    );
    assert.deepEqual(each.server.posted, []);
    assert.equal((await on("grafana", ...ADD.with(3, "alertname=Watchdog"))).status, 0);
  });

  it("lists those that hold, and with --all those that are over", async () => {
    await on("grafana", ...ADD);
    each.server.silences.push({ ...each.server.silences[0], id: "11111111-b", status: { state: "expired" } });
    const held = (await on("grafana", "list")).text;
    assert.match(
      held,
      /00000000-aaaa +active +2026-11-21T16:00:00\.000Z +service="gateway" +Ada +moving the database/,
    );
    assert.doesNotMatch(held, /11111111/);
    assert.match((await on("grafana", "list", "--all")).text, /11111111-b +expired/);
    each.server.silences = [];
    assert.equal(
      (await on("grafana", "list")).text,
      "Grafana of grafana has no silence that holds now or will.",
    );
  });

  for (const stack of ["grafana", "prometheus"])
    it(`ends one by its id or the beginning of it (${stack})`, async () => {
      await on(stack, ...ADD);
      await on(stack, ...ADD);
      const { status, text } = await on(stack, "expire", "00000001");
      assert.equal(status, 0, text);
      assert.match(text, /tells again of service="gateway": silence 00000001-aaaa is over\.$/);
      assert.deepEqual(
        each.server.silences.map((one) => (one["status"] as { state: string }).state),
        ["active", "expired"],
      );
    });

  it("refuses an id that is none, or the beginning of several, and tells those there are", async () => {
    await on("grafana", ...ADD);
    await on("grafana", ...ADD);
    const expire = (id: string) => each.refused(["expire", id, "--stack", "grafana"]);
    assert.match(
      await expire("ffff"),
      /^no silence that holds has the id ffff; there are: 00000000-aaaa, 00000001-aaaa$/,
    );
    assert.match(await expire("0000"), /^several silences begin with 0000; there are: /);
    assert.match(await expire("0"), /^no silence that holds has the id 0;/);
    assert.match(await each.refused(["expire", "--stack", "grafana"]), /^expire takes the id of one silence/);
  });

  it("refuses what has no end, no reason, nothing to match or everything", async () => {
    const without = (option: string) => each.refused(ADD.toSpliced(ADD.indexOf(option), 2));
    assert.match(await without("--for"), /^--for is missing: a silence needs an end/);
    assert.match(await without("--reason"), /^--reason is missing/);
    assert.match(await without("--match"), /^--match is missing: without it every alert would be silent/);
    for (const match of ["a=", "a=~.*", "a!=b", "a!~b.+"])
      assert.match(await each.refused(ADD.with(3, match)), /matches every alert/, match);
    for (const match of ["gateway", "=gateway", "a b=c", "a==~b".replace("==~", "~")])
      assert.match(await each.refused(ADD.with(3, match)), /is no matcher: write label=value/, match);
    assert.match(await each.refused(ADD.with(5, "  ")), /^--reason is missing/);
    assert.deepEqual(each.server.posted, []);
  });

  it("refuses a time that is none, too short, or longer than a silence should be", async () => {
    for (const time of ["soon", "30s", "8d", "2", "0h"])
      assert.match(
        await each.refused(ADD.with(1, time)),
        /^--for takes 1m to 7d, as 2h or 1h30m; given: /,
        time,
      );
    assert.equal((await on("grafana", ...ADD.with(1, "7d"))).status, 0);
  });

  it("refuses what it does not know", async () => {
    assert.match(await each.refused(["lsit"]), /^"lsit" is nothing that can be done: list, expire/);
    assert.match(await each.refused(["--how-long", "2h"]), /^Unknown option '--how-long'/);
    assert.match(await each.refused(["list", "all"]), /^list takes nothing behind it/);
    assert.match((await each.run(["--help"])).text, /npm run silence -- --for 2h/);
  });

  it("says in whose words the engine refuses, and to whom", async () => {
    assert.match(
      await each.refused([...ADD, "--stack", "grafana"], { GRAFANA_TOKEN: "glsa_old" }),
      /^Grafana does not accept the token in GRAFANA_TOKEN: Invalid API key; take one from/,
    );
    const path = "/api/alertmanager/grafana/api/v2/silences";
    each.server.says.set(path, { status: 403, content: { message: "You'll need additional permissions" } });
    assert.match(
      await each.refused([...ADD, "--stack", "grafana"]),
      /may not view silences: You'll need additional permissions; its service account needs the role Editor$/,
    );
    each.server.says.set("/api/v2/silences", { status: 400, content: '"silence invalid: no"' });
    assert.match(
      await each.refused([...ADD, "--stack", "prometheus"]),
      /^Alertmanager at http.* answers with status 400: silence invalid: no$/,
    );
    assert.match(
      await each.refused([...ADD, "--stack", "prometheus"], { ALERTMANAGER_URL: "http://127.0.0.1:9" }),
      /^Alertmanager does not answer at http:\/\/127\.0\.0\.1:9 .*npm run forward -- alertmanager/,
    );
  });
});
