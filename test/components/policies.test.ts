import assert from "node:assert/strict";
import { type Ran, runStack } from "../program.ts";
import { CANARIES, EVERYTHING, WITH_INGRESS } from "./fixtures.ts";
import { betweenWorkloads, edges } from "./policy-edges.ts";

/** Every connection between two workloads of the default stack: from → to : port. */
const TABLE = [
  "collector → jaeger :4317/TCP",
  "collector → loki :3100/TCP",
  "collector-agent → collector :4317/TCP",
  "grafana → jaeger :16686/TCP",
  "grafana → loki :3100/TCP",
  "grafana → prometheus :9090/TCP",
  "jaeger → prometheus :9090/TCP",
  "prometheus → collector :8888/TCP",
  "prometheus → collector :8889/TCP",
  "prometheus → collector-agent :8888/TCP",
  "prometheus → grafana :3000/TCP",
  "prometheus → jaeger :8888/TCP",
  "prometheus → kube-state-metrics :8080/TCP",
  "prometheus → kube-state-metrics :8081/TCP",
  "prometheus → loki :3100/TCP",
  "prometheus → node-exporter :9100/TCP",
  "prometheus → prometheus :9090/TCP",
];

const API_SERVER = ["0.0.0.0/0 :443/TCP", "0.0.0.0/0 :6443/TCP", "::/0 :443/TCP", "::/0 :6443/TCP"];
/** Every way out of the default stack, but for name look-ups. */
const OUT = [
  ...["collector", "collector-agent", "kube-state-metrics", "prometheus"].flatMap((from) =>
    API_SERVER.map((to) => `${from} → ${to}`),
  ),
  "prometheus → 0.0.0.0/0 :10250/TCP",
  "prometheus → 0.0.0.0/0 :9100/TCP",
  "prometheus → ::/0 :10250/TCP",
  "prometheus → ::/0 :9100/TCP",
  "prometheus → any pod :*",
].sort();

const DNS = /:53\/(TCP|UDP)$/;

describe("components/kubernetes: network policies", () => {
  let ran: Ran;
  let large: Ran;
  before(async () => {
    ran = await runStack();
    large = await runStack(EVERYTHING, { secrets: CANARIES });
  });

  /** Those with anybody who is no workload of the stack. */
  const beyond = (all: readonly string[], of: Ran) => {
    const inside = betweenWorkloads(all, of);
    return all.filter((edge) => !inside.includes(edge) && !DNS.test(edge));
  };

  it("deny in both namespaces what no other policy allows", () => {
    const denying = ran.objects.filter(({ inputs }) => inputs.metadata.name === "deny-all");
    assert.deepEqual(denying.map(({ inputs }) => inputs.metadata.namespace).sort(), [
      "lookout",
      "lookout-host",
    ]);
    for (const { inputs } of denying) {
      assert.deepEqual(inputs.spec, { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    }
  });

  it("exist for every workload, in its namespace, for both directions", () => {
    for (const { inputs } of large.controllers) {
      const { metadata, spec } = large.manifest("NetworkPolicy", inputs.metadata.name);
      assert.equal(metadata.namespace, inputs.metadata.namespace);
      assert.deepEqual(spec.policyTypes, ["Ingress", "Egress"]);
    }
  });

  describe("of the default stack", () => {
    it("let in exactly these workloads", () => {
      assert.deepEqual(betweenWorkloads(edges(ran, "ingress"), ran), TABLE);
    });

    it("let out exactly those that are let in", () => {
      assert.deepEqual(betweenWorkloads(edges(ran, "egress"), ran), TABLE);
    });

    it("let in nobody else but senders of OTLP", () => {
      assert.deepEqual(beyond(edges(ran, "ingress"), ran), [
        "any pod → collector :4317/TCP",
        "any pod → collector :4318/TCP",
      ]);
    });

    it("let out to nobody else but the API server, the nodes and what is scraped", () => {
      assert.deepEqual(beyond(edges(ran, "egress"), ran), OUT);
    });
  });

  it("agree at both ends in the largest stack too, gossip between replicas included", () => {
    const inwards = betweenWorkloads(edges(large, "ingress"), large);
    assert.deepEqual(betweenWorkloads(edges(large, "egress"), large), inwards);
    assert.ok(!inwards.includes("collector → jaeger :4317/TCP"), "samplers alone write spans");
    for (const gossip of [
      "alertmanager → alertmanager :9094/TCP",
      "alertmanager → alertmanager :9094/UDP",
      "grafana → grafana :9094/TCP",
      "grafana → grafana :9094/UDP",
      "loki → loki :7946/TCP",
      "loki → loki :9095/TCP",
      "collector → collector-sampler :4317/TCP",
      "prometheus → alertmanager :9093/TCP",
    ]) {
      assert.ok(inwards.includes(gossip), gossip);
    }
  });

  it("name only workloads that there are", () => {
    for (const each of [ran, large]) {
      for (const edge of [...edges(each, "ingress"), ...edges(each, "egress")])
        assert.doesNotMatch(edge, /nobody/);
    }
  });

  it("always allow name look-ups, also of a cache on the node", () => {
    for (const { inputs } of large.controllers) {
      const from = inputs.metadata.name;
      const lookUps = edges(large, "egress").filter(
        (edge) => edge.startsWith(`${from} → `) && DNS.test(edge),
      );
      assert.deepEqual(lookUps, [
        `${from} → 169.254.20.10/32 :53/TCP`,
        `${from} → 169.254.20.10/32 :53/UDP`,
        `${from} → namespace kube-system :53/TCP`,
        `${from} → namespace kube-system :53/UDP`,
      ]);
    }
  });

  it("let nobody reach a job by the clock, and let it out as its workload", () => {
    assert.ok(large.kind("CronJob").length > 0);
    for (const { inputs } of large.kind("CronJob")) {
      const { metadata, spec } = large.manifest("NetworkPolicy", inputs.metadata.name);
      const own = large.manifest("NetworkPolicy", metadata.labels["app.kubernetes.io/name"]).spec;
      assert.deepEqual(spec.policyTypes, ["Ingress", "Egress"]);
      assert.deepEqual(spec.ingress, []);
      for (const rule of spec.egress) {
        const same = own.egress.some((each: unknown) => JSON.stringify(each) === JSON.stringify(rule));
        assert.ok(same, JSON.stringify(rule));
      }
    }
  });

  it("follow the cluster's DNS, controllers outside of it, and targets that are discovered", async () => {
    const settings = {
      network: {
        dnsNamespace: "openshift-dns",
        dnsCidrs: ["10.1.2.3/32"],
        dnsPorts: [5353],
        ingressCidrs: ["10.9.0.0/16"],
        scrapeTargets: [{ cidr: "192.168.7.0/24", ports: [9117] }],
      },
      grafana: { url: "https://grafana.corp.io", ingress: { tls: { kind: "secret", name: "tls" } } },
    };
    const changed = await runStack(settings);
    const out = edges(changed, "egress");
    for (const edge of [
      "loki → namespace openshift-dns :5353/UDP",
      "loki → 10.1.2.3/32 :5353/TCP",
      "prometheus → 192.168.7.0/24 :9117/TCP",
    ]) {
      assert.ok(out.includes(edge), edge);
    }
    assert.deepEqual(
      out.filter((edge) => / :53\//.test(edge)),
      [],
    );
    assert.ok(edges(changed, "ingress").includes("10.9.0.0/16 → grafana :3000/TCP"));
  });

  it("open the ways out of the features in use", () => {
    const out = beyond(edges(large, "egress"), large);
    const outside = (from: string, port: number) =>
      ["0.0.0.0/0", "::/0"].map((to) => `${from} → ${to} :${port}/TCP`);
    const anywhere = (from: string, port: number) => [
      `${from} → any pod :${port}/TCP`,
      ...outside(from, port),
    ];
    for (const edge of [
      ...anywhere("grafana", 5432),
      ...anywhere("grafana", 587),
      ...outside("grafana", 443),
      ...anywhere("jaeger", 9200),
      ...outside("loki", 443),
      ...anywhere("prometheus", 443),
    ]) {
      assert.ok(out.includes(edge), edge);
    }
    assert.ok(!out.includes("loki → any pod :443/TCP"), "Amazon's S3 is no pod");
  });

  it("let the ingress controller's namespace reach Grafana, and nothing else", async () => {
    const exposed = await runStack(WITH_INGRESS);
    const of = edges(exposed, "ingress").filter((edge) => edge.startsWith("namespace"));
    assert.deepEqual(of, ["namespace ingress-nginx → grafana :3000/TCP"]);
  });

  it("follow the configured addresses and namespaces", async () => {
    const set = await runStack({
      network: {
        apiServer: { cidrs: ["10.0.0.1/32"], ports: [6443] },
        nodeCidrs: ["10.1.0.0/16"],
        dnsNamespace: "dns",
        otlpFrom: ["shop"],
        scrapePorts: [8080],
      },
    });
    assert.deepEqual(beyond(edges(set, "ingress"), set), [
      "namespace shop → collector :4317/TCP",
      "namespace shop → collector :4318/TCP",
    ]);
    assert.deepEqual(beyond(edges(set, "egress"), set), [
      "collector → 10.0.0.1/32 :6443/TCP",
      "collector-agent → 10.0.0.1/32 :6443/TCP",
      "kube-state-metrics → 10.0.0.1/32 :6443/TCP",
      "prometheus → 10.0.0.1/32 :6443/TCP",
      "prometheus → 10.1.0.0/16 :10250/TCP",
      "prometheus → 10.1.0.0/16 :9100/TCP",
      "prometheus → any pod :8080/TCP",
    ]);
    assert.ok(edges(set, "egress").includes("loki → namespace dns :53/UDP"));
  });
});
