import type { AlertCase } from "../alert-case.ts";
import { endCases } from "./containers/ends.ts";
import { jobCases } from "./containers/jobs.ts";
import { podCases } from "./containers/pods.ts";
import { usageCases } from "./containers/usage.ts";
import { workloadCases } from "./containers/workloads.ts";

export const containerCases: readonly AlertCase[] = [
  ...usageCases,
  ...endCases,
  ...podCases,
  ...workloadCases,
  ...jobCases,
];
