import { decimal } from "../types.ts";
import { alert, amount, optionalSpan, share, wholeShare } from "./setting.ts";

/** Alerts on JupyterHub, by its own metrics: it must let Prometheus read them. */
export const hubAlerts = {
  HubDown: alert(
    "A JupyterHub that was measured no longer answers.",
    { severity: "page", for: "5m" },
    {
      remembered: optionalSpan(
        "For how long a hub that has gone is missed. 1d where kube-state-metrics says that it should be there, 1h where nobody does.",
      ),
    },
  ),
  SpawnFailures: alert(
    "Users' servers do not start.",
    { severity: "ticket", for: "5m" },
    {
      threshold: share(0.2, "of starts within half an hour"),
      failures: amount(2, "Failed starts within half an hour up to which it is silent"),
    },
  ),
  SpawnsSlow: alert(
    "Users wait too long for their servers.",
    { severity: "ticket", for: "10m" },
    {
      threshold: decimal((number) =>
        number
          .min(0, { error: "is below 0" })
          .lt(600, { error: "is not below 600, the largest bucket that JupyterHub has: write 60" }),
      )
        .prefault(60)
        .describe(
          "Seconds that 19 of 20 starts stay below; less than 600, and than 120 with JupyterHub before 5.3.",
        ),
      starts: amount(9, "Starts within half an hour up to which it is silent"),
    },
  ),
  ActiveUsersUnusual: alert(
    "Far more or far fewer users work than at the same hour last week.",
    { severity: "info", for: "30m" },
    {
      low: wholeShare(0.3, "of last week's servers below which it fires"),
      high: amount(3, "Times last week's servers above which it fires"),
      minimumServers: amount(20, "Running servers, now and last week together, up to which it is silent"),
    },
  ),
  NotebookOutOfMemory: alert(
    "A user's server used more memory than it may.",
    { severity: "info", for: "1m" },
    {},
  ),
} as const;
