import type { BadInput } from "./bad-input.ts";

/** Rule files of the user's own. */
export const ruleFiles: readonly BadInput[] = [
  {
    name: "a file that is not there",
    values: { prometheus: { ruleFiles: ["missing.yml"] } },
    problems: ['lookout:prometheus.ruleFiles[0]: "missing.yml" is no file of this project'],
  },
  {
    name: "a file that is no YAML",
    values: { prometheus: { ruleFiles: ["rules.yml"] } },
    files: { "rules.yml": "groups: [\n" },
    problems: [
      'lookout:prometheus.ruleFiles[0]: "rules.yml" is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 1',
    ],
  },
  {
    name: "an empty file",
    values: { prometheus: { ruleFiles: ["rules.yml"] } },
    files: { "rules.yml": "" },
    problems: [
      'lookout:prometheus.ruleFiles[0]: "rules.yml" is no rule file of Prometheus: it has no list `groups`',
    ],
  },
  {
    name: "a file of one number",
    values: { prometheus: { ruleFiles: ["rules.yml"] } },
    files: { "rules.yml": "42" },
    problems: [
      'lookout:prometheus.ruleFiles[0]: "rules.yml" is no rule file of Prometheus: it has no list `groups`',
    ],
  },
  {
    name: "a file of another kind",
    values: { prometheus: { ruleFiles: ["rules.yml"] } },
    files: { "rules.yml": "apiVersion: v1\n" },
    problems: [
      'lookout:prometheus.ruleFiles[0]: "rules.yml" is no rule file of Prometheus: it has no list `groups`',
    ],
  },
  {
    name: "groups that are no list",
    values: { prometheus: { ruleFiles: ["rules.yml"] } },
    files: { "rules.yml": "groups: {}\n" },
    problems: [
      'lookout:prometheus.ruleFiles[0]: "rules.yml" is no rule file of Prometheus: it has no list `groups`',
    ],
  },
  {
    name: "two documents",
    values: { prometheus: { ruleFiles: ["rules.yml"] } },
    files: { "rules.yml": "groups: []\n---\ngroups: []\n" },
    problems: [
      'lookout:prometheus.ruleFiles[0]: "rules.yml" is not YAML: Source contains multiple documents at line 2, column 1',
    ],
  },
  {
    name: "keys written twice",
    values: { prometheus: { ruleFiles: ["rules.yml"] } },
    files: { "rules.yml": "groups: []\ngroups: []\n" },
    problems: [
      'lookout:prometheus.ruleFiles[0]: "rules.yml" is not YAML: Map keys must be unique at line 2, column 1',
    ],
  },
  {
    name: "a file named twice, after one that is not there",
    values: { prometheus: { ruleFiles: ["missing.yml", "rules.yml", "rules.yml"] } },
    files: { "rules.yml": "groups: []" },
    problems: [
      'lookout:prometheus.ruleFiles[0]: "missing.yml" is no file of this project',
      'lookout:prometheus.ruleFiles[2]: "rules.yml" is a duplicate: an earlier one becomes the file rules.yml too',
    ],
  },
  {
    name: "files that get one name",
    values: { prometheus: { ruleFiles: ["a/b.yml", "a-b.yml"] } },
    files: { "a/b.yml": "groups: []", "a-b.yml": "groups: []" },
    problems: [
      'lookout:prometheus.ruleFiles[1]: "a-b.yml" is a duplicate: an earlier one becomes the file a-b.yml too',
    ],
  },
  {
    name: "rule files that fit into no ConfigMap",
    values: { prometheus: { ruleFiles: ["rules/a.yml", "rules/b.yml"] } },
    files: {
      "rules/a.yml": `groups: [] # ${"x".repeat(600_000)}`,
      "rules/b.yml": `groups: [] # ${"x".repeat(600_000)}`,
    },
    problems: [
      'lookout:prometheus.ruleFiles: "1200026 bytes" do not fit into one ConfigMap, which holds 1000000: shorten them',
    ],
  },
];
