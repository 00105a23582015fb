import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { usageCase } from "./usage-case.ts";

describe("tools/usage refuses, with one line that says what to do,", () => {
  const each = usageCase();
  const refused = each.refused;

  it("what is no date", async () => {
    for (const text of ["blah", "2026-13-01", "2026-02-30", "3 days ago or so", "1 May to 3 May", ""])
      assert.match(await refused(["--from", text]), /^--from ".*" is no date: write 2026-08-31, or words/);
    assert.match(await refused(["--to", "soon"]), /^--to "soon" is no date/);
    assert.match(await refused(["--from", "01/02/2026"]), /may be read in two ways/);
  });

  it("a span without a day", async () => {
    assert.match(await refused(["--from", "tomorrow"]), /is 2026-11-22, which is yet to come$/);
    assert.match(
      await refused(["--from", "yesterday", "--to", "last week"]),
      /^--from "yesterday" is 2026-11-20, after --to "last week", which is 2026-11-14$/,
    );
    assert.match(await refused(["--from", "1 May 1970"]), /days ago: at most 3660$/);
  });

  it("a wrong call", async () => {
    assert.match(
      await refused(["--from", "3", "months", "ago"]),
      /^"months ago" belongs to no option: dates of several words are quoted/,
    );
    assert.match(await refused(["--form", "x"]), /^Unknown option '--form'/);
    assert.match(await refused(["--by", "a-b"]), /^--by takes the name of a label/);
    assert.match(await refused(["--out", ""]), /^--out takes a folder/);
  });

  it("a token that is missing, wrong, expired or not allowed to look", async () => {
    assert.match(await refused([], { GRAFANA_TOKEN: "" }), /^GRAFANA_TOKEN is not set: take one from/);
    assert.match(
      await refused([], { GRAFANA_TOKEN: "glsa_old" }),
      /^Grafana does not accept .*Invalid API key;/,
    );
    each.grafana.refusal = { status: 401, body: '{"message":"Expired API key"}' };
    assert.match(
      await refused([]),
      /GRAFANA_TOKEN: Expired API key; take one from `pulumi stack output tokens/,
    );
    each.grafana.refusal = { status: 403, body: '{"message":"Permission denied"}' };
    assert.match(await refused([]), /may not view the datasources: Permission denied; .* role Viewer/);
  });

  it("a Grafana that does not answer, or is none", async () => {
    assert.match(
      await refused([], { GRAFANA_URL: "http://127.0.0.1:9" }),
      /^Grafana does not answer at http:\/\/127\.0\.0\.1:9 \(.+\): is that its address/,
    );
    each.grafana.refusal = { status: 200, body: "<html>" };
    assert.match(await refused([]), /is not Grafana's API \(status 200\)/);
    each.grafana.refusal = { status: 503, body: "upstream" };
    assert.match(await refused([]), /answers with status 503$/);
  });

  it("no Prometheus, or no telling which", async () => {
    const [loki, prometheus] = each.grafana.datasources;
    each.grafana.datasources = [loki!];
    assert.match(await refused([]), /has no datasource of type Prometheus that this token may see/);
    each.grafana.datasources = ["A", "B"].map((name) => ({
      ...prometheus!,
      name,
      uid: name,
      isDefault: false,
    }));
    assert.match(
      await refused([]),
      /several Prometheus and none is the default: choose one by --datasource: A, B$/,
    );
    assert.match(
      await refused(["--datasource", "C"]),
      /has no Prometheus "C": --datasource takes one of: A, B$/,
    );
  });

  it("no data", async () => {
    each.grafana.users = () => ({});
    assert.match(
      await refused(["--from", "yesterday"]),
      /^Prometheus knows of no users between 2026-11-20 and 2026-11-21: JupyterHub 3\.1 or newer .* must be scraped/,
    );
  });

  it("a Prometheus that is away, overloaded or does not understand", async () => {
    const fails = async (status: number, body: string) => {
      each.grafana.failure = { status, body };
      return refused(["--from", "yesterday"]);
    };
    assert.match(
      await fails(502, "Bad Gateway"),
      /^Grafana does not reach its datasource Prometheus \(status 502\)/,
    );
    assert.match(
      await fails(422, '{"status":"error","errorType":"execution","error":"too many samples"}'),
      /^Prometheus gave up on the query \(status 422: too many samples\): .* fewer days by --from/,
    );
    assert.match(
      await fails(400, '{"status":"error","errorType":"bad_data","error":"parse error"}'),
      /^Prometheus answers with status 400: parse error$/,
    );
    assert.match(
      await fails(403, '{"message":"no query"}'),
      /may not view the datasource Prometheus: no query/,
    );
  });

  it("a folder that cannot be written", async () => {
    writeFileSync(each.at("taken"), "");
    const { status, text } = await each.run(["--from", "yesterday", "--out", "taken"]);
    assert.equal(status, 2);
    assert.match(text, /^cannot write to taken: /);
  });
});
