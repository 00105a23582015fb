import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { usageCase } from "./usage-case.ts";
import { TOKEN } from "./usage-server.ts";

const dayNumber = (name: string) => Date.parse(name) / 86_400_000;

describe("tools/usage", () => {
  const each = usageCase();
  const file = each.file;
  const csv = (name: string) => file(`${name}.csv`).trimEnd().split("\r\n");

  describe("writes", () => {
    it("three files, and says where", async () => {
      const { status, text } = await each.run(["--from", "2026-11-10", "--to", "2026-11-12"]);
      assert.equal(status, 0, text);
      assert.deepEqual(text.split("\n"), [
        "Unique users a day: 2 hubs (by namespace), 2026-11-10 to 2026-11-12, days in UTC; from Prometheus",
        "  out/usage/unique-users-2026-11-10-2026-11-12.html",
        "  out/usage/unique-users-2026-11-10-2026-11-12.svg",
        "  out/usage/unique-users-2026-11-10-2026-11-12.csv",
      ]);
    });

    it("a line a day and a column a hub, the most used first; what is not known is empty", async () => {
      const late = dayNumber("2026-11-12");
      each.grafana.users = (day) => (day < late ? { small: 1, large: 20 } : { large: 30, "a,b": 100 });
      await each.run(["--from", "2026-11-11", "--to", "2026-11-12"]);
      assert.deepEqual(csv("2026-11-11-2026-11-12"), [
        'day,"a,b",large,small,all',
        "2026-11-11,,20,1,21",
        "2026-11-12,100,30,,130",
      ]);
    });

    it("no formulas for spreadsheets", async () => {
      each.grafana.users = () => ({ "=1+1": 2 });
      await each.run(["--from", "yesterday", "--to", "yesterday"]);
      assert.equal(csv("2026-11-20-2026-11-20")[0], "day,'=1+1,all");
    });

    it("a page that needs no other file, and whose data cannot end its script", async () => {
      each.grafana.users = () => ({ "</script><b>": 3 });
      await each.run(["--from", "yesterday", "--to", "yesterday"]);
      const page = file("2026-11-20-2026-11-20.html");
      assert.equal(page.match(/<\/script>/g)?.length, 3);
      // Without the library, which holds such texts of its own.
      const own = page.replace(/<script>\s*\/\*.*?<\/script>/s, "");
      assert.doesNotMatch(own, /\b(?:src|href)=["']/);
      assert.doesNotMatch(own, /<b>/);
      assert.match(page, /<td>all<\/td><td>3\.0<\/td><td>3<\/td><td>2026-11-20<\/td><td>1 of 1<\/td>/);
    });

    it("a picture with a bar for each hub and day, at most 18 hubs apart", async () => {
      each.grafana.users = () =>
        Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`hub-${index}`, 100 - index]));
      await each.run(["--from", "2026-11-10", "--to", "2026-11-12"]);
      const svg = file("2026-11-10-2026-11-12.svg");
      assert.match(svg, /^<svg [^>]*xmlns=/);
      assert.match(svg, />Unique users a day</);
      const chart = JSON.parse(/id="data">(.*?)<\/script>/.exec(file("2026-11-10-2026-11-12.html"))![1]!) as {
        series: { name: string; data: number[]; stack: string }[];
      };
      assert.equal(chart.series.length, 19);
      assert.ok(chart.series.every(({ stack }) => stack === "users"));
      assert.equal(chart.series[18]!.name, "12 others");
      const others = Array.from({ length: 12 }, (_, index) => 82 - index);
      assert.equal(
        chart.series[18]!.data[0],
        others.reduce((sum, each) => sum + each),
      );
    });

    it("where --out says", async () => {
      await each.run(["--from", "yesterday", "--out", "elsewhere/"]);
      assert.ok(existsSync(each.at("elsewhere/unique-users-2026-11-20-2026-11-21.html")));
    });
  });

  describe("asks", () => {
    it("for three months until now, by day, and for today's by now", async () => {
      await each.run([]);
      const moments = each.grafana.asked.map((asked) => [
        asked.get("start"),
        asked.get("end"),
        asked.get("step"),
      ]);
      const at = (time: string) => String(Date.parse(time) / 1000);
      assert.deepEqual(moments.at(0), [at("2026-08-22"), at("2026-09-21"), "1d"]);
      assert.deepEqual(moments.at(-2), [at("2026-10-23"), at("2026-11-21"), "1d"]);
      assert.deepEqual(moments.at(-1), [at("2026-11-21T14:05:00Z"), at("2026-11-21T14:05:00Z"), "1d"]);
      assert.equal(csv("2026-08-21-2026-11-21").length, 1 + 93);
    });

    it("in parts of a month, and says how far it is", async () => {
      await each.run(["--from", "2026-09-01", "--to", "2026-10-31"]);
      assert.deepEqual(each.said, [
        "1 of 2: until 2026-10-02T00:00 UTC",
        "2 of 2: until 2026-11-01T00:00 UTC",
      ]);
      each.said.length = 0;
      await each.run(["--from", "2026-10-01", "--to", "2026-10-31"]);
      assert.deepEqual(each.said, []);
    });

    it("for the largest count of each hub, and where it is silent for its last of the day", async () => {
      await each.run(["--from", "yesterday"]);
      const users = 'max(jupyterhub_active_users{period="24h"}) by (namespace)';
      assert.equal(each.grafana.asked[0]!.get("query"), `${users} or last_over_time((${users})[1d:1h])`);
    });

    it("by another label", async () => {
      const { text } = await each.run(["--from", "yesterday", "--by", "hub"]);
      assert.match(each.grafana.asked[0]!.get("query")!, / by \(hub\) or /);
      assert.match(text, /^Unique users a day: 1 hub \(by hub\)/);
      assert.equal(csv("2026-11-20-2026-11-21")[0], "day,no hub,all");
    });

    it("the only Prometheus where another datasource is the default, and the one that is named", async () => {
      each.grafana.datasources = [
        { uid: "loki", name: "Loki", type: "loki", isDefault: true },
        { uid: "p", name: "Metrics", type: "prometheus", isDefault: false },
      ];
      assert.match((await each.run(["--from", "yesterday"])).text, /; from Metrics$/m);
      each.grafana.datasources = [
        ...each.grafana.datasources,
        { ...each.grafana.datasources[1]!, uid: "q", name: "Other" },
      ];
      assert.match((await each.run(["--from", "yesterday", "--datasource", "Other"])).text, /; from Other$/m);
      assert.match((await each.run(["--from", "yesterday", "--datasource", "p"])).text, /; from Metrics$/m);
    });
  });

  it("tells that the last bar is not a whole day, and of days without data", async () => {
    const today = dayNumber("2026-11-21");
    each.grafana.users = (day): Record<string, number> => (day > today - 3 ? { alpha: 1 } : {});
    const { text } = await each.run(["--from", "5 days ago"]);
    assert.match(text, /2026-11-16 to 2026-11-21, days in UTC; the last bar is the 24 hours until 14:05;/);
    assert.match(text, /^ {2}of 3 of the 6 days nothing is known$/m);
  });

  it("opens the page on request, and says why it could not", async () => {
    const { status, text } = await each.run(["--from", "yesterday", "--open"]);
    assert.deepEqual(each.opened, ["out/usage/unique-users-2026-11-20-2026-11-21.html"]);
    assert.equal(status, 0);
    assert.match(text, /no browser could be opened: no display$/);
  });

  it("reads .env for what the environment lacks", async () => {
    writeFileSync(each.at(".env"), `GRAFANA_URL=${each.grafana.url}\nGRAFANA_TOKEN=${TOKEN}\n`);
    const { status } = await each.run(["--from", "yesterday"], { GRAFANA_URL: undefined, GRAFANA_TOKEN: "" });
    assert.equal(status, 0);
  });

  describe("understands", () => {
    const spans: Readonly<Record<string, readonly [args: readonly string[], span: string]>> = {
      "days of ISO": [["--from", "2026-10-01", "--to", "2026-10-02"], "2026-10-01-2026-10-02"],
      "months of ISO": [["--from", "2026-09", "--to", "2026-10"], "2026-09-01-2026-10-31"],
      "months by name": [["--from", "September 2026", "--to", "October 2026"], "2026-09-01-2026-10-31"],
      "a day without a year, as the one that was": [
        ["--from", "20 December", "--to", "1 January"],
        "2025-12-20-2026-01-01",
      ],
      "a span before now": [["--from", "2 weeks ago", "--to", "yesterday"], "2026-11-07-2026-11-20"],
      "an end that is yet to come, as now": [
        ["--from", "today", "--to", "in 2 days"],
        "2026-11-21-2026-11-21",
      ],
    };
    for (const [what, [args, span]] of Object.entries(spans))
      it(what, async () => {
        const { status, text } = await each.run(args);
        assert.equal(status, 0, text);
        assert.ok(text.includes(`unique-users-${span}.html`), text);
      });
  });
});
