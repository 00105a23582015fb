import type { Workload } from "../../../model/workload.ts";

/** Lowest user id that kube-score takes for one that no account of the node has. */
const HIGH_ID = 10_000;

interface Exception {
  /** Name of kube-score's check. */
  readonly check: string;
  readonly applies: (workload: Workload) => boolean;
}

/** The checks of kube-score that a workload does not follow, each for a reason. */
const EXCEPTIONS: readonly Exception[] = [
  {
    // Requests and a memory limit are always there: `Workload` demands them. A limit of processor time is not, since
    // throttling slows monitoring down just when much happens.
    check: "container-resources",
    applies: () => true,
  },
  {
    // Tags are pinned, and asking the registry at every start would tie a restart to the registry's health.
    check: "container-image-pull-policy",
    applies: () => true,
  },
  {
    // There is a limit; a request would keep pods off nodes that report no disk of their own, as virtual ones do.
    check: "container-ephemeral-storage-request-and-limit",
    applies: () => true,
  },
  {
    // The image's files belong to that user (Grafana's 472); the log agent is root to read what root alone may read.
    check: "container-security-context-user-group-id",
    applies: ({ host, image }) => host?.root === true || image.uid <= HIGH_ID || image.gid <= HIGH_ID,
  },
];

/** The annotation by which kube-score learns of them. Source: https://github.com/zegl/kube-score#ignoring-a-test */
export function lintAnnotation(workload: Workload): Readonly<Record<string, string>> {
  const checks = EXCEPTIONS.filter(({ applies }) => applies(workload)).map(({ check }) => check);
  return { "kube-score/ignore": checks.join(",") };
}
