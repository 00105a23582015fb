import assert from "node:assert/strict";
import { compare } from "../../../tools/diff/compare.ts";
import type { Render } from "../../../tools/render/render.ts";
import type { Tree } from "../../program.ts";
import { BASE, editDashboard, edited, GATEWAY, inputsOf, renderOf, section } from "./renders.ts";

describe("what changes", () => {
  let base: Render;
  let docker: Render;
  before(async () => {
    base = await renderOf(BASE);
    docker = await renderOf({ target: { kind: "docker" } }, "dev", {});
  });

  it("is nothing where nothing changed", () => {
    assert.deepEqual(compare(base, structuredClone(base)), {
      stack: "prod",
      kind: "same",
      warnings: [],
      sections: [],
    });
  });

  it("is told of everything that is in a render, even of what nobody thought of", () => {
    const to = edited(base, (copy) => {
      copy.resources.push({ type: "other:index:Thing", name: "thing", inputs: {}, retained: false });
    });
    assert.deepEqual(section("Else", base, to), ["new: thing"]);
    const kept = edited(base, (copy) => {
      copy.resources[0].retained = !copy.resources[0].retained;
    });
    assert.equal(compare(base, kept).kind, "changed");
    assert.equal(compare(base, kept).sections.length + compare(base, kept).warnings.length, 1);
  });

  describe("of SLOs", () => {
    const slos = async (...all: readonly object[]) =>
      section("SLOs", base, await renderOf({ ...BASE, slos: all }));

    it("is an SLO that is gone", async () => {
      assert.deepEqual(await slos(), [
        "gone: gateway-availability of gateway: 99.5% over 30d, which is 216 minutes a month",
      ]);
    });

    it("is a window, an indicator and an objective", async () => {
      const changed = { ...GATEWAY, objective: 99, window: "28d", indicator: { kind: "http", route: "/a" } };
      assert.deepEqual(await slos(changed), [
        "gateway-availability:",
        "  objective 99.5% → 99%: the budget of a month grows from 216 to 432 minutes",
        "  window: 30d → 28d",
        "  indicator.route: /a (new)",
      ]);
    });
  });

  it("is counted where many SLOs change alike", async () => {
    const all = (objective: number) =>
      renderOf({
        ...BASE,
        slos: Array.from({ length: 20 }, (_, index) => ({
          ...GATEWAY,
          name: `slo-${index}`,
          service: `service-${index}`,
          objective,
        })),
      });
    const [from, to] = [await all(99.5), await all(99.9)];
    assert.deepEqual(section("SLOs", from, to), [
      "slo-0, slo-1, slo-2, slo-3, slo-4, slo-5 and 14 more: objective 99.5% → 99.9%: the budget of a month shrinks from 216 to 43.2 minutes",
    ]);
    assert.match(section("Alerts", from, to).join("\n"), /^80 alerts of SLOs .+ and 14 more follow them$/);
  });

  it("of files in parts is the sum of them", () => {
    const to = edited(base, (copy) => {
      const { data } = inputsOf(copy, "lookout-prometheus-rules-slo-00");
      data["lookout-slo-01.yml"] = "a\nb\n";
      data["lookout-slo-02.yml"] = "c\n";
    });
    assert.deepEqual(section("Objects and files", base, to), [
      "new file prometheus/lookout-slo-*.yml (2 parts): +3 −0 lines",
    ]);
  });

  describe("of dashboards", () => {
    const dashboards = (change: (copy: Tree) => void) => section("Dashboards", base, edited(base, change));
    const onHome = (change: (json: Tree) => void) =>
      dashboards((copy) => editDashboard(copy, "home", change));

    it("is one that is gone, and one that is new", async () => {
      const fewer = edited(base, (copy) => {
        copy.resources = copy.resources.filter(({ name }: Tree) => !name.endsWith("-dashboard-hub-usage"));
      });
      assert.match(
        section("Dashboards", base, fewer).join(),
        /^gone: Hub Usage in folder jupyterhub, \d+ panels$/,
      );
      assert.match(
        section("Dashboards", fewer, base).join(),
        /^new: Hub Usage in folder jupyterhub, \d+ panels$/,
      );
    });

    it("is a title, of it and of a panel", () => {
      const told = onHome((json) => {
        json.title = "Start";
        json.panels[0].title = "Hello";
      });
      assert.match(told.join("\n"), /^Start:\n {2}title: Home → Start\n {2}panel Hello: title: .+ → Hello$/);
    });

    it("is the place of panels, counted", () => {
      const told = onHome((json) => {
        for (const panel of json.panels) panel.gridPos.y += 4;
      });
      assert.match(told.join("\n"), /^Home:\n {2}\d panels moved: /);
    });

    it("is a panel that moves into a row", () => {
      const told = onHome((json) => {
        json.panels.push({ id: 99, type: "row", title: "More", panels: [json.panels.pop()] });
      });
      assert.match(told.join("\n"), /^Home:\n {2}1 panel moved: /);
    });

    it("is told of all panels that change alike together", () => {
      const told = onHome((json) => {
        for (const panel of json.panels) panel.transparent = "new";
      });
      assert.match(told.join("\n"), /^Home:\n {2}panels .+ and .+: also changed: transparent$/);
    });

    it("is a variable", () => {
      const told = dashboards((copy) =>
        editDashboard(copy, "logs", (json) => {
          json.templating.list = json.templating.list.filter(({ name }: Tree) => name !== "search");
          json.templating.list.push({ name: "pod", type: "query" });
        }),
      );
      assert.deepEqual(told, ["Logs:", "  new variable pod", "  variable search is gone"]);
    });

    it("is no other panel when ids are given out anew", () => {
      const told = onHome((json) => {
        for (const panel of json.panels) panel.id += 100;
      });
      assert.deepEqual(told, []);
    });
  });

  describe("of what runs", () => {
    const running = (from: Render, change: (copy: Tree) => void) =>
      section("What restarts or reloads", from, edited(from, change));

    it("is a workload that rolls for its image, whatever else its version is written on", () => {
      const to = JSON.parse(
        JSON.stringify(base).replaceAll("0.158.0", "0.159.0").replaceAll('"3.7.6"', '"3.7.7"'),
      ) as Render;
      const told = section("What restarts or reloads", base, to);
      assert.ok(told.includes("collector rolls: image"), told.join("\n"));
    });

    it("is a ConfigMap that is read again in place", () => {
      const told = running(base, (copy) => {
        inputsOf(copy, "lookout-prometheus-config").data["prometheus.yml"] += "\n";
      });
      assert.deepEqual(told, ["prometheus reloads in place: prometheus-config"]);
    });

    it("is a workload that is new or gone", () => {
      const fewer = edited(base, (copy) => {
        copy.resources = copy.resources.filter(({ name }: Tree) => !name.startsWith("lookout-kube-state"));
      });
      const told = (from: Render, to: Render) => section("What restarts or reloads", from, to);
      assert.deepEqual(told(base, fewer), ["kube-state-metrics is gone: the Deployment is deleted"]);
      assert.deepEqual(told(fewer, base), ["kube-state-metrics is new: a Deployment of 1 replica"]);
    });

    it("is a container of Docker's that is made anew, or keeps running", () => {
      const anew = running(docker, (copy) => {
        inputsOf(copy, "lookout-loki-container").envs = ["A=b"];
      });
      assert.deepEqual(anew, ["loki is made anew (lookout-dev-loki): envs"]);
      const limits = running(docker, (copy) => {
        inputsOf(copy, "lookout-loki-container").memory = 999;
      });
      assert.deepEqual(limits, ["loki keeps running with other limits (lookout-dev-loki): memory"]);
    });
  });

  it("of images is where they come from", async () => {
    const to = await renderOf({
      ...BASE,
      target: { kind: "kubernetes", imageMirror: "mirror.example.com/hub" },
    });
    assert.ok(section("Images", base, to).includes("grafana/loki from mirror.example.com/hub (loki)"));
  });
});
