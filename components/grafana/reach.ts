import type { Config } from "../../config/config.ts";
import { selectorLabels } from "../../model/labels.ts";
import { PORTS } from "../../model/ports.ts";
import { basePath } from "../../systems/grafana/settings.ts";
import { forwardToGrafana } from "./forward.ts";

/**
 * The address at which this program reaches Grafana's API, without a slash at its end. Always the same for a stack: with
 * another one each time, previews would show all content as changing.
 *
 * @throws RunError when the forward's port is taken; nothing is registered then.
 */
export async function reachGrafana(config: Config): Promise<string> {
  const { grafana, target } = config;
  if (grafana.reach === "url") return grafana.url.href.replace(/\/$/, "");
  if (target.kind === "docker") return `http://127.0.0.1:${target.ports.grafana}${basePath(config)}`;
  const forwarded = await forwardToGrafana({
    ...(target.context !== undefined && { context: target.context }),
    namespace: target.namespace,
    labels: selectorLabels("grafana"),
    podPort: PORTS.grafana.http,
    localPort: grafana.forwardPort,
  });
  return `${forwarded}${basePath(config)}`;
}
