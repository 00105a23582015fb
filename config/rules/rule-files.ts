import { LARGEST_CONFIG_MAP } from "../../model/limits.ts";
import { problemIf, type Rule } from "./rule.ts";

/** Rule files of the user's own, which share one ConfigMap. */
export const ruleFileRules: readonly Rule[] = [
  {
    reads: ["prometheus.ruleFiles"],
    check: ({ prometheus: { ruleFiles } }) => {
      const size = ruleFiles.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
      return problemIf(
        size > LARGEST_CONFIG_MAP,
        "prometheus.ruleFiles",
        `${size} bytes`,
        `do not fit into one ConfigMap, which holds ${LARGEST_CONFIG_MAP}: shorten them`,
      );
    },
  },
];
