import { problemIf, type Rule } from "./rule.ts";

/** What the API server takes in one ConfigMap, less room for its metadata. */
const LARGEST = 1_000_000;

/** Rule files of the user's own, which share one ConfigMap. */
export const ruleFileRules: readonly Rule[] = [
  {
    reads: ["prometheus.ruleFiles"],
    check: ({ prometheus: { ruleFiles } }) => {
      const size = ruleFiles.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
      return problemIf(
        size > LARGEST,
        "prometheus.ruleFiles",
        `${size} bytes`,
        `do not fit into one ConfigMap, which holds ${LARGEST}: shorten them`,
      );
    },
  },
];
