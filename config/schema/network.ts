import { z } from "zod";
import { cidr, dnsLabel, port } from "./types.ts";

const ANYWHERE = ["0.0.0.0/0", "::/0"];

export const network = z
  .strictObject({
    apiServer: z
      .strictObject({
        cidrs: z
          .array(cidr())
          .min(1, { error: "needs at least one range" })
          .default(ANYWHERE)
          .describe("Its addresses."),
        ports: z
          .array(port())
          .min(1, { error: "needs at least one port" })
          .default([443, 6443])
          .describe("Its ports."),
      })
      .prefault({})
      .describe("The Kubernetes API server, which policies cannot name."),
    nodeCidrs: z
      .array(cidr())
      .min(1, { error: "needs at least one range" })
      .default(ANYWHERE)
      .describe("Addresses of the nodes, for the kubelet and node-exporter."),
    kubeletCertificates: z
      .enum(["self-signed", "cluster"])
      .default("self-signed")
      .describe(
        "Who signed the kubelets' serving certificates: nobody that could be checked, or the cluster's authority.",
      ),
    dnsNamespace: dnsLabel().default("kube-system").describe("Namespace of the cluster's DNS."),
    dnsCidrs: z
      .array(cidr())
      .default(["169.254.20.10/32"])
      .describe("Addresses of DNS that are no pods': NodeLocal DNSCache, a cloud's resolver."),
    dnsPorts: z
      .array(port())
      .min(1, { error: "needs at least one port" })
      .default([53])
      .describe("Ports of the cluster's DNS, as its pods have them: OpenShift's is 5353."),
    ingressNamespace: dnsLabel()
      .optional()
      .describe(
        "Namespace of the ingress controller, which may reach Grafana. This or `ingressCidrs` is needed with `grafana.ingress`.",
      ),
    ingressCidrs: z
      .array(cidr())
      .default([])
      .describe(
        "Addresses from which it comes instead, when it is on the nodes' network or outside the cluster.",
      ),
    otlpFrom: z
      .union([z.literal("cluster"), z.array(dnsLabel()).min(1, { error: "needs at least one namespace" })], {
        error: "is neither `cluster` nor a list of namespaces",
      })
      .default("cluster")
      .describe("Who may send OTLP: every pod of the cluster, or those of a list of namespaces."),
    scrapeTargets: z
      .array(
        z.strictObject({
          cidr: cidr().describe("Addresses."),
          ports: z.array(port()).default([]).describe("Ports. Empty: every port."),
        }),
      )
      .default([])
      .describe("What `prometheus.scrapeConfigs` reach by discovery, beside pods: static targets are known."),
    scrapePorts: z
      .array(port())
      .default([])
      .describe("Ports on which Prometheus may scrape pods of other namespaces. Empty: every port."),
  })
  .prefault({})
  .describe("What network policies cannot name by themselves.");
