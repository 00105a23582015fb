import { isLocal } from "../local.ts";
import { problemIf, type Rule } from "./rule.ts";

/** Who gets into Grafana, and by which way. */
export const grafanaRules: readonly Rule[] = [
  {
    reads: ["grafana.url"],
    check: ({ grafana: { url } }) =>
      problemIf(
        url.protocol === "http:" && !isLocal(url.hostname),
        "grafana.url",
        url.href,
        "is public and without TLS: use https://",
      ),
  },
  {
    reads: ["grafana.reach", "grafana.url"],
    check: ({ grafana: { reach, url } }) =>
      problemIf(
        reach === "url" && isLocal(url.hostname),
        "grafana.reach",
        reach,
        `cannot work with grafana.url ${url.href}: name the public URL, or use forward`,
      ),
  },
  {
    reads: ["grafana.anonymous"],
    check: ({ grafana: { anonymous } }) =>
      problemIf(
        anonymous !== undefined && anonymous.role !== "Viewer",
        "grafana.anonymous.role",
        anonymous?.role,
        "is too much for somebody who has not logged in: only Viewer is allowed",
      ),
  },
  {
    reads: ["grafana.github.roles"],
    check: ({ grafana: { github } }) =>
      (github?.roles ?? []).flatMap(({ role }, index) =>
        problemIf(
          role === "Admin",
          `grafana.github.roles[${index}].role`,
          role,
          "cannot be mapped: content is code and no person needs it; allowed: Viewer, Editor",
        ),
      ),
  },
  {
    reads: ["grafana.github"],
    check: ({ grafana: { github } }) =>
      problemIf(
        github !== undefined && github.organizations.length === 0 && github.teamIds.length === 0,
        "grafana.github",
        github?.clientId,
        "would let everybody with a GitHub account in: name organizations or teamIds",
      ),
  },
  {
    reads: ["grafana.ingress", "grafana.url"],
    check: ({ grafana: { ingress, url } }) =>
      problemIf(
        ingress !== undefined && ingress.host === undefined && isLocal(url.hostname),
        "grafana.ingress",
        url.href,
        "has no public host: set grafana.url to https://<host>",
      ),
  },
  {
    reads: ["grafana.ingress", "network.ingressNamespace"],
    check: ({ grafana: { ingress }, network }) =>
      ingress !== undefined && network.ingressNamespace === undefined && network.ingressCidrs.length === 0
        ? [
            {
              path: "network.ingressNamespace",
              message:
                "is missing: with grafana.ingress, name the ingress controller's namespace, as ingress-nginx",
            },
          ]
        : [],
  },
];
