import { execFileSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { toYaml } from "../../systems/yaml.ts";

/** What Lookout is measured against: the usual generator of SLO rules. https://github.com/slok/sloth */
const PROGRAM = "sloth";

export const NO_SLOTH = "no sloth on the PATH";

export function hasSloth(): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, PROGRAM), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** An SLO of a service's availability, of the same name. */
export interface ServiceSlo {
  readonly service: string;
  readonly objective: number;
}

/** Our HTTP metrics' default names. */
const REQUESTS = "http_server_request_duration_seconds_count";

/** All in one spec, which Sloth reads faster than one a service. https://sloth.dev/specs/default/ */
export function slothSpec(slos: readonly ServiceSlo[], name = "bench"): string {
  return toYaml({
    version: "prometheus/v1",
    service: name,
    labels: { team: "platform" },
    slos: slos.map(({ objective, service }) => ({
      name: service,
      objective,
      sli: {
        events: {
          error_query: `sum(rate(${REQUESTS}{service_name="${service}",http_response_status_code=~"5.."}[{{.window}}]))`,
          total_query: `sum(rate(${REQUESTS}{service_name="${service}"}[{{.window}}]))`,
        },
      },
      alerting: {
        name: "ErrorBudgetBurn",
        annotations: { summary: `${service} burns its error budget too fast` },
        page_alert: { labels: { severity: "page" } },
        ticket_alert: { labels: { severity: "ticket" } },
      },
    })),
  });
}

/** Runs `sloth generate`, which must be on the PATH. */
export function runSloth(spec: string): { readonly rules: string; readonly userSeconds: number } {
  const folder = mkdtempSync(join(tmpdir(), "lookout-bench-"));
  try {
    const [input, output, usage] = ["spec.yml", "rules.yml", "usage"].map((name) => join(folder, name));
    writeFileSync(input!, spec);
    const timed = `TIMEFORMAT=%U; { time ${PROGRAM} generate --no-log -i "$1" -o "$2" 2>"$3.log"; } 2>"$3"`;
    execFileSync("bash", ["-c", timed, "bash", input!, output!, usage!], { stdio: "ignore" });
    return { rules: readFileSync(output!, "utf8"), userSeconds: Number(readFileSync(usage!, "utf8")) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
