import type { Config } from "../../../config/config.ts";
import { text } from "../../panels/others.ts";
import type { Panel } from "../../panels/panel.ts";

/** Where no exporter runs: on Docker there is none to switch on. */
export function nothingPanel({ target }: Config): Panel {
  const why =
    target.kind === "docker"
      ? "on Docker nothing tells of them, as docs/docker.md explains. `docker stats` shows what each container takes."
      : "its settings under `exporters` switch them off.";
  return text({
    id: 29,
    title: "Nothing is measured here",
    description: "This stack collects nothing of containers and nodes.",
    content: `This stack collects no metrics of containers, nodes and volumes: ${why}`,
  });
}
