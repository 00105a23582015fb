import assert from "node:assert/strict";
import { contactPointSecret } from "../../config/secrets.ts";
import { DURATION_PATTERN } from "../../model/duration.ts";
import { FOLDERS } from "../../model/folders.ts";
import { isSecretRef, secretRef } from "../../model/secrets.ts";
import { alerting } from "../../provisioning/alerting/index.ts";
import { stackAlerts } from "../../rules/index.ts";
import { timeIntervals } from "../../systems/alertmanager/mute-timings.ts";
import { egress } from "../../systems/grafana/network.ts";
import { alertingConfig } from "./alerting-of.ts";

const config = alertingConfig({ routes: { page: "oncall", ticket: "desk" } });
const data = alerting(config);

describe("provisioning/alerting", () => {
  it("has nothing where Prometheus is the engine, and leaves Grafana's own policy alone", () => {
    const none = alerting(alertingConfig({ engine: "prometheus", routes: { page: "oncall" } }));
    assert.deepEqual(none, {
      ...{ messageTemplates: [], contactPoints: [], muteTimings: [], ruleGroups: [] },
      notificationPolicy: undefined,
    });
  });

  it("is the same for the same config", () =>
    assert.deepEqual(alerting(alertingConfig({ routes: { page: "oncall", ticket: "desk" } })), data));
});

describe("provisioning/alerting: contact points", () => {
  const point = (name: string) =>
    data.contactPoints.find((each) => each.name === name) ?? assert.fail(`no ${name}`);

  it("are the config's, in its order", () => {
    assert.deepEqual(
      data.contactPoints.map(({ name }) => name),
      config.alerting.contactPoints.map(({ name }) => name),
    );
  });

  it("are each of one integration, without which the provider refuses them", () => {
    for (const { name, ...kinds } of data.contactPoints) {
      const [list, ...others] = Object.values(kinds);
      assert.equal(list?.length, 1, name);
      assert.equal(others.length, 0, name);
    }
  });

  it("hold references where secrets belong, one for each secret that config demands", () => {
    const held: string[] = [];
    const visit = (value: unknown): void => {
      if (isSecretRef(value)) held.push(value.secret);
      else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
    };
    visit(data.contactPoints);
    const needed = config.alerting.contactPoints.flatMap((each) => contactPointSecret(each)?.key ?? []);
    assert.deepEqual(held, needed);
    assert.equal(held.length, 5);
  });

  it("reach a webhook by its URL, or by a secret one where config says none", () => {
    const of = (hook: object) =>
      alerting(alertingConfig({ contactPoints: [{ kind: "webhook", name: "hook", ...hook }] }));
    const url = (hook: object) => of(hook).contactPoints[0]?.webhooks?.[0]?.url;
    assert.equal(url({ url: "https://corp.io/x" }), "https://corp.io/x");
    assert.deepEqual(url({}), secretRef("contactPoint-hook"));
  });

  it("reach PagerDuty by its key", () =>
    assert.deepEqual(point("oncall").pagerduties?.[0]?.integrationKey, secretRef("contactPoint-oncall")));

  it("reach a channel of Slack by a webhook", () => {
    const [slack] = point("platform").slacks ?? [];
    assert.deepEqual([slack?.url, slack?.recipient], [secretRef("contactPoint-platform"), "#alerts"]);
  });

  it("reach Teams by a webhook", () =>
    assert.deepEqual(point("science").teams?.[0]?.url, secretRef("contactPoint-science")));

  it("reach all addresses by one mail", () => {
    const two = { kind: "email", name: "desk", addresses: ["a@corp.io", "b@corp.io"] };
    const [mail] = alerting(alertingConfig({ contactPoints: [two] })).contactPoints[0]?.emails ?? [];
    assert.deepEqual([mail?.addresses, mail?.singleEmail], [["a@corp.io", "b@corp.io"], true]);
  });

  it("reach a webhook by the address that config says", () => {
    const [hook] = point("hook").webhooks ?? [];
    assert.deepEqual([hook?.url, hook?.httpMethod], ["https://hooks.corp.io/alerts", "POST"]);
  });

  it("reach a heartbeat by a secret address", () => {
    const [beat] = point("beat").webhooks ?? [];
    assert.deepEqual([beat?.url, beat?.httpMethod], [secretRef("contactPoint-beat"), "POST"]);
  });

  it("are told that an alert is over, but for heartbeats: that is told by silence", () => {
    for (const { name, ...kinds } of data.contactPoints) {
      const [receiver] = Object.values(kinds).flat();
      assert.equal(receiver?.disableResolveMessage, /beat/.test(name), name);
    }
  });
});

describe("provisioning/alerting: the way out", () => {
  const reasons = (alerting: object) =>
    egress(alertingConfig(alerting)).map(({ ports, reason }) => [reason, ...ports]);

  it("leads Grafana to every contact point, where it is the engine", () => {
    assert.deepEqual(reasons({}), [
      ["mail", 587],
      ...["oncall", "platform", "science", "hook", "beat", "second-beat"].map((name) => [
        `notifies ${name}`,
        443,
      ]),
    ]);
    const hook = { kind: "webhook", name: "hook", url: "http://sink:8080/x" };
    assert.deepEqual(reasons({ contactPoints: [hook] }).at(-1), ["notifies hook", 8080]);
    const secret = { kind: "webhook", name: "hook" };
    assert.deepEqual(reasons({ contactPoints: [secret] }).at(-1), ["notifies hook", 443]);
  });

  it("leads it to none where Prometheus is", () =>
    assert.deepEqual(reasons({ engine: "prometheus" }), [["mail", 587]]));
});

describe("provisioning/alerting: mute timings", () => {
  it("say what Alertmanager's say", () => {
    const inItsWords = data.muteTimings.map(({ intervals, name }) => ({
      name,
      time_intervals: intervals.map(({ daysOfMonths, times, ...rest }) => ({
        ...(times && { times: times.map(({ end, start }) => ({ start_time: start, end_time: end })) }),
        ...(daysOfMonths && { days_of_month: daysOfMonths }),
        ...rest,
      })),
    }));
    assert.deepEqual(inItsWords, timeIntervals(config));
    assert.equal(inItsWords.length, 3);
  });
});

describe("provisioning/alerting: rule groups", () => {
  const rules = data.ruleGroups.flatMap((group) => group.rules);

  it("have every alert of the stack once", () => {
    assert.deepEqual(
      rules.map(({ name }) => name).toSorted(),
      stackAlerts(config)
        .map(({ title }) => title)
        .toSorted(),
    );
    assert.ok(rules.length > 50, `${rules.length}`);
  });

  it("are beside the dashboards of what they guard", () => {
    const folders = Object.fromEntries(data.ruleGroups.map(({ folderUid, name }) => [name, folderUid]));
    assert.equal(folders["slo-00"], FOLDERS.mlPlatform.uid);
    assert.equal(folders["applications"], FOLDERS.mlPlatform.uid);
    assert.equal(folders["jupyterhub"], FOLDERS.jupyterhub.uid);
    for (const name of ["containers", "nodes", "storage", "targets", "prometheus", "logs", "notifications"])
      assert.equal(folders[name], FOLDERS.infrastructure.uid, name);
  });

  // Grafana says no to such a group only after two minutes of trying.
  it("have names that Grafana takes, each once", () => {
    const names = data.ruleGroups.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^[a-z0-9-]{1,190}$/);
  });

  it("are evaluated every multiple of ten seconds", () => {
    for (const { intervalSeconds, name } of data.ruleGroups)
      assert.ok(intervalSeconds > 0 && intervalSeconds % 10 === 0, name);
  });

  it("have ids that Grafana takes, each once in all folders: it would move a rule that is elsewhere", () => {
    const ids = rules.map(({ uid }) => uid);
    assert.equal(new Set(ids).size, ids.length);
    for (const uid of ids) assert.match(uid, /^[a-zA-Z0-9_-]{1,40}$/);
  });

  it("share no id between what an SLO has in one group and in another, which it may come to be in", () => {
    const many = Array.from({ length: 120 }, (_, index) => ({
      ...{ name: `gateway-with-quite-a-long-name-${index}`, service: `gateway-${index}` },
      ...{ objective: 99.5, indicator: { kind: "http" } },
    }));
    const groupsOf = (slos: readonly object[]) => alerting(alertingConfig({}, { slos })).ruleGroups;
    const places = (groups: ReturnType<typeof groupsOf>) =>
      new Map(groups.flatMap(({ name, rules: some }) => some.map(({ uid }) => [uid, name] as const)));
    const [before, after] = [places(groupsOf(many)), places(groupsOf(many.slice(0, 20)))];
    assert.ok(new Set(before.values()).size > new Set(after.values()).size);
    for (const [uid, name] of after) assert.equal(before.get(uid) ?? name, name, uid);
    for (const uid of before.keys()) assert.match(uid, /^[a-z0-9-]{1,40}$/);
    assert.equal(before.size, groupsOf(many).flatMap((group) => group.rules).length);
  });

  it("have rules with titles, durations, states and texts that Grafana takes", () => {
    for (const rule of rules) {
      assert.ok(rule.name !== "" && Buffer.byteLength(rule.name) <= 190, rule.name);
      assert.match(rule.for === "0s" ? "1s" : rule.for, DURATION_PATTERN, rule.name);
      assert.ok(["OK", "Alerting"].includes(rule.noDataState), rule.name);
      assert.ok(["OK", "Alerting", "KeepLast"].includes(rule.execErrState), rule.name);
      assert.equal(rule.missingSeriesEvalsToResolve, 1, rule.name);
      assert.equal(rule.isPaused, false, rule.name);
      for (const [key, text] of Object.entries({ ...rule.labels, ...rule.annotations }))
        assert.ok(typeof text === "string" && text !== "", `${rule.name}: ${key}`);
      for (const key of ["summary", "description"]) assert.ok(key in rule.annotations, rule.name);
      for (const key of ["severity", "team", "cluster", "environment"])
        assert.ok(key in rule.labels, rule.name);
      assert.equal("__dashboardUid__" in rule.annotations, "__panelId__" in rule.annotations, rule.name);
    }
  });

  it("have nodes as text that is JSON, of which one is the condition", () => {
    for (const { condition, datas, name } of rules) {
      assert.ok(
        datas.some(({ refId }) => refId === condition),
        name,
      );
      for (const { datasourceUid, model, refId, relativeTimeRange } of datas) {
        assert.equal((JSON.parse(model) as { readonly refId: string }).refId, refId, name);
        assert.equal(relativeTimeRange.from > relativeTimeRange.to, datasourceUid === "prometheus", name);
      }
    }
  });

  it("have no field that the provider does not know", () => {
    const known = [
      ...["uid", "name", "condition", "datas", "noDataState", "execErrState", "for", "isPaused"],
      ...["missingSeriesEvalsToResolve", "labels", "annotations"],
    ];
    for (const rule of rules) assert.deepEqual(Object.keys(rule).toSorted(), known.toSorted(), rule.name);
  });
});
