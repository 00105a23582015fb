import type { KubernetesTarget } from "../config.ts";
import { problemIf, type Rule } from "./rule.ts";

/** Where the stack runs. */
export const targetRules: readonly Rule[] = [
  {
    reads: ["target"],
    check: ({ target }) =>
      problemIf(
        target.kind === "kubernetes" && target.namespace === target.hostNamespace,
        "target.hostNamespace",
        target.kind === "kubernetes" && target.hostNamespace,
        "is the main namespace too: the two differ in Pod Security",
      ),
  },
  {
    reads: ["target"],
    check: ({ target }) =>
      target.kind === "docker"
        ? []
        : (["namespace", "hostNamespace"] as const).flatMap((key) =>
            problemIf(
              !(key === "hostNamespace" && isDerived(target)) &&
                (target[key] === "default" || target[key].startsWith("kube-")),
              `target.${key}`,
              target[key],
              "is not ours to label and to close: choose a namespace that only Lookout uses",
            ),
          ),
  },
  {
    reads: ["target"],
    check: ({ target }) =>
      problemIf(
        target.kind === "kubernetes" && target.hostNamespace.length > 63,
        "target.namespace",
        target.kind === "kubernetes" && target.namespace,
        "is too long for <namespace>-host, which has at most 63 characters: set target.hostNamespace too",
      ),
  },
  {
    reads: ["target"],
    check: ({ target }) =>
      (target.kind === "docker" ? [] : target.tolerations).flatMap(({ key, operator, value }, index) => [
        ...problemIf(
          operator === "Exists" && value !== undefined,
          `target.tolerations[${index}].operator`,
          operator,
          "compares no value: leave the value out, or use Equal",
        ),
        ...problemIf(
          key === undefined && (operator === "Equal" || (operator === undefined && value !== undefined)),
          `target.tolerations[${index}].value`,
          value,
          "needs a key beside it: only Exists goes for all keys",
        ),
      ]),
  },
];

/** A name that nobody wrote is no mistake of its own. */
function isDerived({ hostNamespace, namespace }: KubernetesTarget): boolean {
  return hostNamespace === `${namespace}-host`;
}
