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
    ingressNamespace: dnsLabel()
      .optional()
      .describe(
        "Namespace of the ingress controller, which may reach Grafana. Needed with `grafana.ingress`.",
      ),
    otlpFrom: z
      .union([z.literal("cluster"), z.array(dnsLabel()).min(1, { error: "needs at least one namespace" })], {
        error: "is neither `cluster` nor a list of namespaces",
      })
      .default("cluster")
      .describe("Who may send OTLP: every pod of the cluster, or those of a list of namespaces."),
    scrapePorts: z
      .array(port())
      .default([])
      .describe("Ports on which Prometheus may scrape pods of other namespaces. Empty: every port."),
  })
  .prefault({})
  .describe("What network policies cannot name by themselves.");
