import type { AlertCase } from "../alert-case.ts";
import { requestCases } from "./applications/requests.ts";
import { restartCases } from "./applications/restarts.ts";
import { trafficCases } from "./applications/traffic.ts";

export const applicationCases: readonly AlertCase[] = [...requestCases, ...restartCases, ...trafficCases];
