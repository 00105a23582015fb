import { problemIf, type Rule } from "./rule.ts";

const [SHORTEST, LONGEST] = [60, 24 * 60 * 60];

export const demoRules: readonly Rule[] = [
  {
    reads: ["demo.enabled", "target"],
    check: ({ demo, target }) =>
      problemIf(
        demo.enabled && target.kind === "kubernetes",
        "demo.enabled",
        true,
        "is for Docker, which builds its image here: a cluster could not pull it. Leave it out, or set target.kind: docker",
      ),
  },
  {
    reads: ["demo.day"],
    check: ({ demo: { day } }) =>
      problemIf(
        day.seconds < SHORTEST || day.seconds > LONGEST,
        "demo.day",
        day.text,
        "must be from 1m to 24h",
      ),
  },
];
